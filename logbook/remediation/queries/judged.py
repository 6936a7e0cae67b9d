"""What was rated, as the rules read it: for each learner, sheet and criterion what mentor or teacher said, in order."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
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


@dataclass(frozen=True, slots=True)
class Work:
    """One learner's work on one sheet: every round's day and stage, and the judgements of each criterion, in order."""

    rounds: list[tuple[date, str]]
    judged: Mapping[str, list[Judged]]


Works = dict[str, dict[UUID, Work]]
"""By sheet, then by learner."""


class _Thing(NamedTuple):
    """A round, or a week of soft skills, with its sheet, and what a judgement keeps of it: day, stage, entry."""

    rated: RatedRound | RatedWeek
    content: SheetContent
    where: tuple[date, str, UUID | None]


def works_of(
    actor: Actor,
    learner_ids: Collection[UUID],
    period: tuple[date, date],
    sheet_id: str | None = None,
    pairs: int | None = None,
) -> Works:
    """Return the work of learners in reach in a period, on one sheet if named: at most three queries for any number.

    With `pairs` what is older than so many pairs of a criterion is left out. Withdrawn and held entries have no part in
    it, nor what an erasure took away.
    """
    things: dict[str, dict[UUID, list[_Thing]]] = defaultdict(lambda: defaultdict(list))
    for thing in _things(actor, learner_ids, period, sheet_id):
        things[thing.content.id][thing.rated.learner_id].append(thing)
    return defaultdict(
        dict,
        {
            name: {learner: _work(each, pairs) for learner, each in by_learner.items()}
            for name, by_learner in things.items()
        },
    )


def _things(
    actor: Actor, learner_ids: Collection[UUID], period: tuple[date, date], sheet_id: str | None
) -> Iterator[_Thing]:
    """Yield the rounds by day, then the weeks."""
    rounds = rated_rounds(actor, learner_ids, *period, sheet_id=sheet_id)
    weeks = [
        each
        for each in rated_weeks(actor, learner_ids, week_number(period[0]), week_number(period[1]))
        if each.sheet_version_id
    ]
    used = {each.sheet_version_id for each in rounds}
    contents = sheet_contents(used | {each.sheet_version_id for each in weeks if each.sheet_version_id})
    for rated in rounds:
        yield _Thing(rated, contents[rated.sheet_version_id], (rated.date, rated.stage, rated.entry_id))
    for week in weeks:
        content = contents[week.sheet_version_id] if week.sheet_version_id else None
        if content and sheet_id in (None, content.id):
            yield _Thing(week, content, (monday(week.week), "", None))


def _work(things: list[_Thing], pairs: int | None) -> Work:
    """Return one learner's work on one sheet, read from the newest back as far as it is asked for."""
    judged: dict[str, list[Judged]] = defaultdict(list)
    compared: dict[str, int] = defaultdict(int)
    done: set[str] = set()
    for thing in reversed(things):
        if all(done.issuperset(rating.values) for rating in thing.rated.ratings if rating.role in _JUDGES):
            continue
        day, stage, entry_id = thing.where
        for name, (met, above, step) in _judgements(thing.rated, thing.content, done):
            judged[name].append(Judged(day, stage, met, above, step, entry_id))
            compared[name] += step is not None
            if compared[name] == pairs:
                done.add(name)
    rounds = [thing.where[:2] for thing in things if isinstance(thing.rated, RatedRound)]
    return Work(rounds, {name: each[::-1] for name, each in judged.items()})


def _judgements(
    rated: RatedRound | RatedWeek, content: SheetContent, done: Collection[str]
) -> Iterator[tuple[str, tuple[bool, bool, int | None]]]:
    """Yield what mentor or teacher said of each criterion that is not `done`: met, above, and the learner's step."""
    own = rated.compared(Rater.LEARNER)
    said = [(rated.latest(role), rated.compared(role)) for role in _JUDGES]
    for name in _named(latest for latest, _ in said):
        if name in done or name not in content.all_criteria:
            continue  # what is not there was rated on an older version in the same week
        latest, compared = next(each for each in said if name in each[0])
        levels = content.all_criteria[name].scale.by_id
        level = levels[latest[name]]
        step = levels[own[name]].order - levels[compared[name]].order if name in own else None
        yield name, (level.counts_as_met, level.mark == "above", step)


def _named(values: Iterable[Mapping[str, str]]) -> dict[str, None]:
    return {name: None for each in values for name in each}
