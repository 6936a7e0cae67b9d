"""What the class view reads: four short queries for the whole class, however many learners it has."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ScalarSelect, cast, func, literal, null, or_, select, true

from logbook.accounts.models import Person
from logbook.core import clock
from logbook.core.models import UTCDateTime
from logbook.core.roles import Rater
from logbook.entries.models import Entry, EntryState, Week, Weekly
from logbook.extensions import db
from logbook.reviews.models import Commitment, CommitmentState
from logbook.training.models import Day
from logbook.training.queries import class_learners

from .attention import QUICK_WEEKS
from .calibration import Calibration

JUDGES = (Rater.MENTOR.value, Rater.TEACHER.value)
PENDING = (EntryState.SUBMITTED.value, EntryState.RETURNED.value, EntryState.REOPENED.value)
AWAY = ("school", "sick", "holiday", "absent")
DRIFT_WEEKS = 4


class LearnerFacts(NamedTuple):
    """A learner of the class with what is counted for each: one row of the roster."""

    id: UUID
    name: str
    last_logged: date | None
    open: int
    overdue: int
    calibration: Calibration


class DayMark(NamedTuple):
    """Something known of a learner's date: an entry with its state, or (`entry` false) the day's status."""

    learner_id: UUID
    date: date
    entry: bool
    state: str
    submitted_at: datetime | None
    at_work: bool


class WeekMark(NamedTuple):
    """What a mentor said of a learner's week, and how many seconds the approval took."""

    learner_id: UUID
    week: int
    state: str
    seconds: int | None


def roster(class_id: UUID, week: int, until: date) -> list[LearnerFacts]:
    """Return today's learners of a class in reach; drift counts the four weeks up to `week`, entries up to `until`."""
    query = class_learners(class_id).add_columns(
        _last_logged(until),
        _commitments(),
        _commitments(overdue=True),
        *(_drift(column, week) for column in ("pairs", "over", "under")),
    )
    return [
        LearnerFacts(row[0], f"{row[1]} {row[2]}", row[3], row[4], row[5], Calibration(*(n or 0 for n in row[6:9])))
        for row in db.session.execute(query)
    ]


def _last_logged(until: date) -> "ScalarSelect[date]":
    """Select the last date with an entry: by week first, since that is what the index knows."""
    return (
        select(Entry.date)
        .where(Entry.learner_id == Person.id, Entry.state != EntryState.DRAFT, Entry.date <= until)
        .order_by(Entry.week.desc(), Entry.date.desc())
        .limit(1)
        .scalar_subquery()
    )


def _commitments(*, overdue: bool = False) -> "ScalarSelect[int]":
    late = Commitment.due_on < clock.today() if overdue else true()
    mine = (Commitment.learner_id == Person.id, Commitment.state == CommitmentState.OPEN.value, late)
    return select(func.count()).select_from(Commitment).where(*mine).scalar_subquery()


def _drift(column: str, week: int) -> "ScalarSelect[int]":
    recent = (Weekly.learner_id == Person.id, Weekly.kind == "task", Weekly.week.between(week - DRIFT_WEEKS + 1, week))
    total = func.sum(getattr(Weekly, column))
    return select(total).where(*recent, Weekly.rater_role.in_(JUDGES)).scalar_subquery()


def day_marks(learner_ids: list[UUID], week: int, since: date, year: tuple[int, int]) -> list[DayMark]:
    """Return the entries of `week` and all that still wait in the year's weeks, and days away since `since`."""
    at_work = Entry.placement_id.is_not(None)
    entries = select(
        Entry.learner_id, Entry.date, true().label("entry"), Entry.state, Entry.submitted_at, at_work
    ).where(
        Entry.learner_id.in_(learner_ids),
        Entry.week.between(*year),
        Entry.state != EntryState.DRAFT.value,
        or_(Entry.week == week, Entry.state.in_(PENDING)),
    )
    nothing = cast(null(), UTCDateTime)
    days = select(Day.learner_id, Day.date, literal(False), Day.status, nothing, true()).where(
        Day.learner_id.in_(learner_ids), Day.date >= since, Day.status.in_(AWAY)
    )
    return [DayMark(*row) for row in db.session.execute(entries.union_all(days))]


def week_marks(learner_ids: list[UUID], week: int) -> list[WeekMark]:
    """Return what mentors said of `week` and of the weeks just before it."""
    query = select(Week.learner_id, Week.week, Week.state, Week.seconds).where(
        Week.learner_id.in_(learner_ids), Week.week.between(week - QUICK_WEEKS, week)
    )
    return [WeekMark(*row) for row in db.session.execute(query)]
