"""The weekly sums: made anew from the ratings by each deed that changes a week; rebuilt and checked by a command."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, union

from logbook.core.unit_of_work import transaction
from logbook.core.weeks import monday, week_days
from logbook.entries.models import RatedRound, RatedWeek, Round, Week, Weekly
from logbook.entries.queries import rated_rounds, rated_weeks, stage_steps, stages_of_weeks
from logbook.extensions import db
from logbook.sheets.queries import contents

from .ops import lock_learner
from .sums import Sum, SumKey, Sums, sums_of

Progress = Callable[[int, int], None]
LAST_WEEK = 10_000
NUMBERS = tuple(Sum().columns())


@dataclass(frozen=True, slots=True)
class Difference:
    """A learner whose stored sums of some weeks are not what the ratings say."""

    learner_id: UUID
    weeks: tuple[int, ...]


def summarise(learner_id: UUID, weeks: Iterable[int]) -> None:
    """Make the stored sums of these weeks say what the ratings say. The caller has locked the learner.

    A deed calls it once, at its end, with every week that it touched.
    """
    touched = sorted(set(weeks))
    if not touched:
        return
    db.session.flush()
    rounds = rated_rounds(None, [learner_id], monday(touched[0]), week_days(touched[-1])[-1])
    rated = rated_weeks(None, [learner_id], touched[0], touched[-1])
    sums = _sums(learner_id, rounds, rated)
    _store(learner_id, touched, {key: row for key, row in sums.items() if key.week in touched})


def _sums(learner_id: UUID, rounds: Sequence[RatedRound], weeks: Sequence[RatedWeek]) -> Sums:
    rated = [week for week in weeks if week.ratings]
    steps = stage_steps(None, [learner_id]) if rated else []
    versions = {each.sheet_version_id for each in rounds} | {each.sheet_version_id for each in rated}
    sheets = contents(version_id for version_id in versions if version_id)
    return sums_of(rounds, rated, stages_of_weeks(rated, rounds, steps), sheets)


def _store(learner_id: UUID, weeks: Sequence[int] | None, sums: Sums) -> None:
    """Put `sums` in place of the rows of these weeks (None: of all)."""
    old = delete(Weekly).where(Weekly.learner_id == learner_id)
    if weeks is not None:
        old = old.where(Weekly.week.in_(weeks))
    db.session.execute(old.execution_options(synchronize_session=False))
    if sums:
        rows = [{"learner_id": learner_id, **key._asdict(), **row.columns()} for key, row in sums.items()]
        db.session.execute(insert(Weekly), rows)


def rebuild(progress: Progress | None = None) -> int:
    """Compute every learner's sums anew and return how many learners there were; `progress` is told done and total.

    Each learner is a transaction of its own, so that the school keeps working meanwhile.
    """
    learners = _learners()
    for done, learner_id in enumerate(learners, start=1):
        with transaction():
            lock_learner(learner_id)
            _store(learner_id, None, _all_sums(learner_id))
        if progress:
            progress(done, len(learners))
    return len(learners)


def check(progress: Progress | None = None) -> list[Difference]:
    """Return the learners whose stored sums differ from their ratings; changes nothing."""
    learners, found = _learners(), list[Difference]()
    for done, learner_id in enumerate(learners, start=1):
        with transaction():
            lock_learner(learner_id)
            weeks = _differing_weeks(_stored(learner_id), _all_sums(learner_id))
        if weeks:
            found.append(Difference(learner_id, weeks))
        if progress:
            progress(done, len(learners))
    return found


def _learners() -> list[UUID]:
    rated, used, summed = select(Round.learner_id), select(Week.learner_id), select(Weekly.learner_id)
    with transaction():
        return list(db.session.scalars(union(rated, used, summed)))


def _all_sums(learner_id: UUID) -> Sums:
    rounds = rated_rounds(None, [learner_id], date.min, date.max)
    return _sums(learner_id, rounds, rated_weeks(None, [learner_id], 0, LAST_WEEK))


def _stored(learner_id: UUID) -> dict[SumKey, dict[str, Any]]:
    rows = db.session.execute(select(Weekly.__table__).where(Weekly.learner_id == learner_id)).mappings()
    return {SumKey(row["kind"], row["rater_role"], row["week"]): {name: row[name] for name in NUMBERS} for row in rows}


def _differing_weeks(stored: dict[SumKey, dict[str, Any]], sums: Sums) -> tuple[int, ...]:
    keys = stored.keys() | sums.keys()
    differing = {key.week for key in keys if key not in sums or stored.get(key) != sums[key].columns()}
    return tuple(sorted(differing))
