"""What the class view reads: four short queries for the whole class, however many learners it has."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ScalarSelect,
    bindparam,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute

from logbook.accounts.models import Person, SignInSession
from logbook.core import clock
from logbook.core.models import UTCDateTime
from logbook.core.roles import Rater
from logbook.entries.models import Entry, EntryState, Week, Weekly
from logbook.extensions import db
from logbook.reviews.models import Commitment, CommitmentState
from logbook.training.models import Day
from logbook.training.queries import CLASS_LEARNERS

from .attention import QUICK_WEEKS
from .calibration import Calibration

JUDGES = (Rater.MENTOR.value, Rater.TEACHER.value)
PENDING = (EntryState.SUBMITTED.value, EntryState.RETURNED.value, EntryState.REOPENED.value)
AWAY = ("school", "sick", "holiday", "absent")
DRIFT_WEEKS = 4
HEARD = timedelta(days=30)
"""For how long we go on telling what a phone said that was not heard of since."""


class WaitingPhone(NamedTuple):
    """How many deeds a learner's phones said to hold, since when by their clocks, and when they said it last."""

    waiting: int
    since: date | None
    heard_at: datetime


class LearnerFacts(NamedTuple):
    """A learner of the class with what is counted for each: one row of the roster."""

    id: UUID
    name: str
    last_logged: date | None
    open: int
    overdue: int
    calibration: Calibration
    phone: WaitingPhone | None


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
    asked = {"group": class_id, "today": clock.today(), "week": week, "since": week - DRIFT_WEEKS + 1, "until": until}
    asked |= {"now": clock.now(), "heard": clock.now() - HEARD}
    return [
        LearnerFacts(
            id=row[0],
            name=f"{row[1]} {row[2]}",
            last_logged=row[3],
            open=row[4],
            overdue=row[5],
            calibration=Calibration(*(number or 0 for number in row[6:9])),
            phone=_phone(*row[9:12]),
        )
        for row in db.session.execute(_ROSTER, asked)
    ]


def _phone(waiting: int | None, since: datetime | None, heard_at: datetime | None) -> WaitingPhone | None:
    """Return what waits; a phone's clock that runs ahead of what we heard tells nothing of since when."""
    if not waiting or heard_at is None:
        return None
    return WaitingPhone(waiting, clock.local(since).date() if since and since < heard_at else None, heard_at)


def day_marks(learner_ids: list[UUID], week: int, since: date, year: tuple[int, int]) -> list[DayMark]:
    """Return the entries of `week` and all that still wait in the year's weeks, and days away since `since`."""
    asked = {"learners": learner_ids, "week": week, "since": since, "first": year[0], "last": year[1]}
    return [DayMark(*row) for row in db.session.execute(_DAY_MARKS, asked)]


def week_marks(learner_ids: list[UUID], week: int) -> list[WeekMark]:
    """Return what mentors said of `week` and of the weeks just before it."""
    asked = {"learners": learner_ids, "week": week, "since": week - QUICK_WEEKS}
    return [WeekMark(*row) for row in db.session.execute(_WEEK_MARKS, asked)]


def _last_logged() -> "ScalarSelect[date]":
    """Select the last date with an entry: by week first, since that is what the index knows."""
    return (
        select(Entry.date)
        .where(Entry.learner_id == Person.id, Entry.state != EntryState.DRAFT, Entry.date <= bindparam("until"))
        .order_by(Entry.week.desc(), Entry.date.desc())
        .limit(1)
        .scalar_subquery()
    )


def _commitments(*late: ColumnElement[bool]) -> "ScalarSelect[int]":
    mine = (Commitment.learner_id == Person.id, Commitment.state == CommitmentState.OPEN.value)
    return select(func.count()).select_from(Commitment).where(*mine, *late).scalar_subquery()


def _drift(column: "InstrumentedAttribute[int | None]") -> "ScalarSelect[int]":
    recent = Weekly.week.between(bindparam("since"), bindparam("week"))
    mine = (Weekly.learner_id == Person.id, Weekly.kind == "task", recent, Weekly.rater_role.in_(JUDGES))
    return select(func.sum(column)).where(*mine).scalar_subquery()


def _phones(what: "ColumnElement[Any]") -> "ScalarSelect[Any]":
    """Select something of the phones that a learner is signed in on and that hold deeds."""
    return (
        select(what)
        .where(
            SignInSession.person_id == Person.id,
            SignInSession.revoked_at.is_(None),
            SignInSession.expires_at > bindparam("now"),
            SignInSession.waiting > 0,
            SignInSession.waiting_told_at > bindparam("heard"),
        )
        .scalar_subquery()
    )


# The statements, built once: building one costs more than running it.
_LEARNERS: BindParameter[UUID] = bindparam("learners", expanding=True)
_ROSTER = CLASS_LEARNERS.add_columns(
    _last_logged(),
    _commitments(),
    _commitments(Commitment.due_on < bindparam("today")),
    *(_drift(column) for column in (Weekly.pairs, Weekly.over, Weekly.under)),
    _phones(func.sum(SignInSession.waiting)),
    _phones(func.min(SignInSession.waiting_since)),
    _phones(func.max(SignInSession.waiting_told_at)),
)
_ENTRIES = select(
    Entry.learner_id,
    Entry.date,
    true().label("entry"),
    Entry.state,
    Entry.submitted_at,
    Entry.placement_id.is_not(None),
).where(
    Entry.learner_id.in_(_LEARNERS),
    Entry.week.between(bindparam("first"), bindparam("last")),
    Entry.state != EntryState.DRAFT.value,
    or_(Entry.week == bindparam("week"), Entry.state.in_(PENDING)),
)
_DAYS_AWAY = select(Day.learner_id, Day.date, literal(False), Day.status, cast(null(), UTCDateTime), true()).where(
    Day.learner_id.in_(_LEARNERS), Day.date >= bindparam("since"), Day.status.in_(AWAY)
)
_DAY_MARKS = _ENTRIES.union_all(_DAYS_AWAY)
_WEEK_MARKS = select(Week.learner_id, Week.week, Week.state, Week.seconds).where(
    Week.learner_id.in_(_LEARNERS), Week.week.between(bindparam("since"), bindparam("week"))
)
