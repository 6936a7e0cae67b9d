"""What was rated, as the rules read it: for each learner, sheet and criterion what mentor or teacher said, in order."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.roles import Rater
from logbook.core.weeks import monday, week_number
from logbook.entries.models import RatedRound, RatedWeek
from logbook.entries.queries import rated_rounds, rated_weeks
from logbook.remediation.policy import Judged
from logbook.sheets.models import SheetContent
from logbook.sheets.queries import contents as sheet_contents

_JUDGES = (Rater.MENTOR, Rater.TEACHER)


@dataclass(slots=True)
class Work:
    """One learner's work on one sheet: every round's day and stage, and the judgements of each criterion, in order."""

    rounds: list[tuple[date, str]] = field(default_factory=list)
    judged: dict[str, list[Judged]] = field(default_factory=lambda: defaultdict(list))


Works = dict[str, dict[UUID, Work]]
"""By sheet, then by learner."""


def works_of(
    actor: Actor, learner_ids: Collection[UUID], first: date, last: date, sheet_id: str | None = None
) -> Works:
    """Return the work of learners in reach in a period, on one sheet if named: at most three queries for any number.

    Withdrawn and held entries have no part in it, nor what an erasure took away.
    """
    rounds = rated_rounds(actor, learner_ids, first, last, sheet_id=sheet_id)
    weeks = rated_weeks(actor, learner_ids, week_number(first), week_number(last))
    contents = sheet_contents(
        {each.sheet_version_id for each in rounds} | {each.sheet_version_id for each in weeks if each.sheet_version_id}
    )
    works: Works = defaultdict(lambda: defaultdict(Work))
    for rated in rounds:
        content = contents[rated.sheet_version_id]
        work = works[content.id][rated.learner_id]
        work.rounds.append((rated.date, rated.stage))
        for name, rating in _judgements(rated, content):
            work.judged[name].append(Judged(rated.date, rated.stage, *rating, rated.entry_id))
    for week in weeks:
        if week.sheet_version_id and sheet_id in (None, contents[week.sheet_version_id].id):
            content = contents[week.sheet_version_id]
            for name, rating in _judgements(week, content):
                works[content.id][week.learner_id].judged[name].append(Judged(monday(week.week), "", *rating))
    return works


def _judgements(
    rated: RatedRound | RatedWeek, content: SheetContent
) -> Iterator[tuple[str, tuple[bool, bool, int | None]]]:
    """Yield each criterion that mentor or teacher rated, with what it says: met, above, and the learner's step."""
    if not any(rating.role in _JUDGES for rating in rated.ratings):
        return
    own = rated.compared(Rater.LEARNER)
    said = [(rated.latest(role), rated.compared(role)) for role in _JUDGES]
    for name in _named(latest for latest, _ in said):
        if name not in content.all_criteria:
            continue  # rated on an older version in the same week
        latest, compared = next(each for each in said if name in each[0])
        levels = content.all_criteria[name].scale.by_id
        level = levels[latest[name]]
        step = levels[own[name]].order - levels[compared[name]].order if name in own else None
        yield name, (level.counts_as_met, level.mark == "above", step)


def _named(values: Iterable[Mapping[str, str]]) -> dict[str, None]:
    return {name: None for each in values for name in each}
