"""How a learner's record runs over the weeks: stages, criteria reached, soft skills. Pure functions over the record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from logbook.core.roles import Rater
from logbook.entries.models import RatedRound, RatedWeek
from logbook.entries.queries import stage_of_week
from logbook.sheets.models import SheetContent

from .three_party import JUDGES, PARTIES

Contents = Mapping[UUID, SheetContent]


@dataclass(frozen=True, slots=True)
class FirstTime:
    """When a criterion was first called met, and by whom: of mentor and teacher on the same round the mentor."""

    date: date
    by: Rater


@dataclass(frozen=True, slots=True)
class Share:
    """How many soft skills somebody called met in a week, of those rated."""

    met: int
    rated: int


def newest_sheets(rounds: Iterable[RatedRound], contents: Contents) -> dict[str, SheetContent]:
    """Return the newest version of each sheet that was worked on, in the order in which they were begun."""
    found: dict[str, SheetContent] = {}
    for each in rounds:
        content = contents[each.sheet_version_id]
        found[content.id] = max(found.get(content.id, content), content, key=lambda version: version.number)
    return found


def reached_over(rounds: Iterable[RatedRound], contents: Contents) -> dict[str, dict[str, FirstTime]]:
    """Return by sheet the counting criteria that mentor or teacher called met, with the first time.

    `rounds` come by date. What counts is the latest word of each role on a round: a correction overrides.
    """
    found: dict[str, dict[str, FirstTime]] = defaultdict(dict)
    for each in rounds:
        sheet = contents[each.sheet_version_id]
        for judge in JUDGES:
            for name, level in each.latest(judge).items():
                known = sheet.all_criteria[name].scale.by_id.get(level) if name in sheet.counting_ids else None
                if known and known.counts_as_met:
                    found[sheet.id].setdefault(name, FirstTime(each.date, judge))
    return dict(found)


def stages_over(rounds: Iterable[RatedRound], contents: Contents) -> dict[str, dict[int, str]]:
    """Return by sheet and week the stage in which most of the work was done; without minutes that of the last round."""
    by_week: dict[tuple[str, int], list[RatedRound]] = defaultdict(list)
    for each in rounds:
        by_week[(contents[each.sheet_version_id].id, each.week)].append(each)
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for (sheet, week), some in by_week.items():
        found[sheet][week] = stage_of_week(some, some[-1].stage)
    return dict(found)


def soft_skills_over(weeks: Iterable[RatedWeek], contents: Contents) -> dict[int, dict[Rater, Share]]:
    """Return by week how many soft skills each party called met; weeks at two workplaces are added up."""
    found: dict[int, dict[Rater, Share]] = defaultdict(dict)
    for each in weeks:
        if each.sheet_version_id:
            criteria = contents[each.sheet_version_id].all_criteria
            for party in PARTIES:
                levels = [
                    criteria[name].scale.by_id[level]
                    for name, level in each.latest(party).items()
                    if name in criteria and level in criteria[name].scale.by_id
                ]
                if levels:
                    before = found[each.week].get(party, Share(0, 0))
                    met = sum(level.counts_as_met for level in levels)
                    found[each.week][party] = Share(before.met + met, before.rated + len(levels))
    return dict(found)
