"""What the class view reads: two short queries for the whole class, however many learners it has.

What has a date is in `class_dated`.
"""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ScalarSelect,
    bindparam,
    func,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute

from logbook.accounts.models import Person, SignInSession
from logbook.core import clock
from logbook.core.roles import Rater
from logbook.entries.models import Entry, EntryState, Week, WeekAssessment, Weekly
from logbook.extensions import db
from logbook.reviews.models import Commitment, CommitmentState
from logbook.training.queries import CLASS_LEARNERS

from . import class_hours
from .calibration import Calibration
from .class_hours import DaysSaid

JUDGES = (Rater.MENTOR.value, Rater.TEACHER.value)
DRIFT_WEEKS = 4
QUICK_WEEKS = 4
FALL_WEEKS = 8
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
    said: DaysSaid


class WeekMark(NamedTuple):
    """What a mentor said of a learner's week, how many seconds the approval took, and the soft skills rated in it."""

    learner_id: UUID
    week: int
    state: str
    seconds: int | None
    soft_skills: tuple[dict[str, str], ...] = ()


def roster(class_id: UUID, week: int, until: date) -> list[LearnerFacts]:
    """Return today's learners of a class in reach; drift counts the four weeks up to `week`, entries up to `until`."""
    asked = {"group": class_id, "today": clock.today(), "week": week, "since": week - DRIFT_WEEKS + 1, "until": until}
    asked |= {"now": clock.now(), "heard": clock.now() - HEARD, "from_day": class_hours.window(until)[0]}
    return [
        LearnerFacts(
            id=row[0],
            name=f"{row[1]} {row[2]}",
            last_logged=row[3],
            open=row[4],
            overdue=row[5],
            calibration=Calibration(*(number or 0 for number in row[6:9])),
            phone=_phone(*row[9:12]),
            said=class_hours.days_said(*row[12:16]),
        )
        for row in db.session.execute(_ROSTER, asked)
    ]


def _phone(waiting: int | None, since: datetime | None, heard_at: datetime | None) -> WaitingPhone | None:
    """Return what waits; a phone's clock that runs ahead of what we heard tells nothing of since when."""
    if not waiting or heard_at is None:
        return None
    return WaitingPhone(waiting, clock.local(since).date() if since and since < heard_at else None, heard_at)


def week_marks(learner_ids: list[UUID], week: int) -> list[WeekMark]:
    """Return what mentors said of `week` and of the seven weeks before it."""
    asked = {"learners": learner_ids, "week": week, "since": week - FALL_WEEKS + 1}
    found: dict[UUID, WeekMark] = {}
    for week_id, learner_id, number, state, seconds, values in db.session.execute(_WEEK_MARKS, asked):
        before = found.get(week_id)
        rated = (before.soft_skills if before else ()) + ((values,) if values else ())
        found[week_id] = WeekMark(learner_id, number, state, seconds, rated)
    return list(found.values())


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
    *class_hours.columns(),
)


_WEEK_MARKS = (
    select(Week.id, Week.learner_id, Week.week, Week.state, Week.seconds, WeekAssessment.values)
    .outerjoin(
        WeekAssessment,
        (WeekAssessment.week_id == Week.id)
        & (WeekAssessment.rater_role == Rater.MENTOR.value)
        & WeekAssessment.late.is_(False),
    )
    .where(Week.learner_id.in_(_LEARNERS), Week.week.between(bindparam("since"), bindparam("week")))
)
