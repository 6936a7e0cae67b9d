"""What the class view reads out of stages and soft skills: a sheet that stands still, a soft skill that falls. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from logbook.entries.models import StageStep
from logbook.sheets.models import STAGES, SheetContent, Text

from .attention import Falling, Stuck
from .class_facts import FALL_WEEKS, WeekMark
from .class_hours import Worked
from .three_party import MET

WORKING = 3
"""How many times in four weeks a learner works on a sheet before its stage can be called stuck."""
RATED = 2
"""In how many weeks of both halves a mentor rated a soft skill before it can be called falling."""


def in_force(steps: Iterable[StageStep]) -> dict[str, StageStep]:
    """Return for each sheet the latest step; `steps` come oldest first."""
    return {step.sheet_id: step for step in steps}


def stuck(steps: Sequence[StageStep], worked: Iterable[Worked], until: date) -> Stuck | None:
    """Return the sheet that is longest on one stage while the learner works on it; the last stage is no standstill."""
    times = Counter(each.sheet for each in worked)
    found = [
        Stuck(sheet, (until - since).days // 7)
        for sheet, (stage, since) in _since(steps, until).items()
        if times[sheet] >= WORKING and stage != STAGES[-1]
    ]
    return max(found, key=lambda each: (each.weeks, each.sheet), default=None)


def _since(steps: Iterable[StageStep], until: date) -> dict[str, tuple[str, date]]:
    """Return for each sheet its stage on `until`, and since when: a step to the same stage goes on with it."""
    found: dict[str, tuple[str, date]] = {}
    for step in steps:
        before = found.get(step.sheet_id)
        if step.from_date <= until and (before is None or before[0] != step.stage):
            found[step.sheet_id] = (step.stage, step.from_date)
    return found


def falling(weeks: Iterable[WeekMark], week: int, unmet: Mapping[str, frozenset[str]]) -> Falling | None:
    """Return the soft skill that the mentor calls met clearly less often in the four weeks up to `week` than before.

    `unmet` are the levels of each soft skill that are not met (`unmet_levels`).
    """
    middle = week - FALL_WEEKS // 2
    halves: tuple[list[dict[str, str]], list[dict[str, str]]] = ([], [])
    for each in weeks:
        halves[each.week > middle].extend(each.soft_skills)
    before, after = halves
    suspect = {item for values in after for item, level in values.items() if level in unmet.get(item, ())}
    found = [
        Falling(item, *_met(item, after, unmet[item]), *_met(item, before, unmet[item])) for item in sorted(suspect)
    ]
    sure = [each for each in found if min(each.of, each.of_before) >= RATED and each.points]
    return max(sure, key=lambda each: each.points, default=None)


def _met(item: str, ratings: Iterable[Mapping[str, str]], unmet: frozenset[str]) -> tuple[int, int]:
    """Return in how many ratings a soft skill was met, and in how many it was rated at all."""
    levels = [values[item] for values in ratings if item in values]
    return sum(level not in unmet for level in levels), len(levels)


def unmet_levels(soft_skills: SheetContent | None) -> dict[str, frozenset[str]]:
    """Return for each soft skill the levels that are not met."""
    items = soft_skills.all_criteria.values() if soft_skills else ()
    return {item.id: frozenset(level.id for level in item.scale.levels if level.mark not in MET) for item in items}


def texts_of(sheets: Mapping[str, SheetContent]) -> dict[str, Text]:
    """Return the words for what a reason is about: the short titles of sheets and the short texts of soft skills."""
    texts = {sheet: content.short_title for sheet, content in sheets.items()}
    for content in sheets.values():
        if not content.stages:
            texts |= {item.id: item.short for item in content.all_criteria.values() if item.id not in texts}
    return texts
