"""The figures of a council file: days, hours, weeks, absences and calibration of each learner of a class."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, Subquery, bindparam, case, distinct, func, select

from logbook.accounts.models import Person
from logbook.core import clock
from logbook.core.roles import Rater
from logbook.core.weeks import week_number
from logbook.entries.models import WITH_LEARNER, Entry, ErasedEntry, Week, Weekly, WeekState
from logbook.extensions import db
from logbook.insight.queries.calibration import Calibration
from logbook.training.models import Day
from logbook.training.queries import CLASS_LEARNERS


@dataclass(frozen=True, slots=True)
class Figures:
    """A learner's figures over a period. `weeks` are those with work at a placement, whole ones.

    `erased` counts the entries that were erased since the period began. Of an erased entry nothing is kept that says
    of which day it was; one of the period cannot have been erased earlier, so none of them is left out.
    """

    id: UUID
    name: str
    given_name: str
    days: int
    minutes: int
    late: int
    weeks: int
    weeks_approved: int
    sick: int
    absent: int
    erased: int
    calibration: Calibration


def figures(class_id: UUID, first: date, last: date, only: UUID | None = None) -> list[Figures]:
    """Return the figures of a class in reach over a period, by name; of `only` one learner if given."""
    since = datetime.combine(first, time.min, clock.LOCAL_ZONE).astimezone(UTC)
    asked = {"group": class_id, "today": clock.today(), "first": first, "last": last, "since": since, "only": only}
    asked |= {"first_week": week_number(first), "last_week": week_number(last)}
    return [_figures(*row) for row in db.session.execute(_OF_CLASS if only is None else _OF_ONE, asked)]


def _figures(learner_id: UUID, given: str, family: str, *counts: int) -> Figures:
    days, minutes, late, weeks, approved, sick, absent, erased, *compared = counts
    return Figures(
        id=learner_id,
        name=f"{given} {family}",
        given_name=given,
        days=days,
        minutes=minutes,
        late=late,
        weeks=weeks,
        weeks_approved=approved,
        sick=sick,
        absent=absent,
        erased=erased,
        calibration=Calibration(*compared),
    )


# The period, both dates and both weeks inclusive; `since` is its first moment in Flanders.
_PERIOD: tuple[BindParameter[date], BindParameter[date]] = bindparam("first"), bindparam("last")
_WEEKS: tuple[BindParameter[int], BindParameter[int]] = bindparam("first_week"), bindparam("last_week")


def _entries(ids: "Select[UUID]") -> Subquery:
    return (
        select(
            Entry.learner_id,
            func.count(distinct(Entry.date)).label("days"),
            func.coalesce(func.sum(Entry.minutes), 0).label("minutes"),
            _how_many(Entry.late.is_(True)).label("late"),
        )
        .where(Entry.learner_id.in_(ids), Entry.week.between(*_WEEKS), Entry.state.not_in(WITH_LEARNER))
        .where(Entry.date.between(*_PERIOD))
        .group_by(Entry.learner_id)
        .subquery("entries")
    )


def _erased(ids: "Select[UUID]") -> Subquery:
    return (
        select(ErasedEntry.learner_id, func.count().label("erased"))
        .where(ErasedEntry.learner_id.in_(ids), ErasedEntry.erased_at >= bindparam("since"))
        .group_by(ErasedEntry.learner_id)
        .subquery("erased")
    )


def _weeks(ids: "Select[UUID]") -> Subquery:
    return (
        select(
            Week.learner_id,
            func.count().label("weeks"),
            _how_many(Week.state == WeekState.APPROVED.value).label("approved"),
        )
        .where(Week.learner_id.in_(ids), Week.week.between(*_WEEKS))
        .group_by(Week.learner_id)
        .subquery("weeks")
    )


def _days(ids: "Select[UUID]") -> Subquery:
    return (
        select(
            Day.learner_id,
            _how_many(Day.status == "sick").label("sick"),
            _how_many(Day.status == "absent").label("absent"),
        )
        .where(Day.learner_id.in_(ids), Day.date.between(*_PERIOD))
        .group_by(Day.learner_id)
        .subquery("days")
    )


def _calibration(ids: "Select[UUID]") -> Subquery:
    sums = (func.sum(column).label(column.key) for column in (Weekly.pairs, Weekly.over, Weekly.under))
    return (
        select(Weekly.learner_id, *sums)
        .where(
            Weekly.learner_id.in_(ids),
            Weekly.kind == "task",
            Weekly.rater_role == Rater.MENTOR.value,
            Weekly.week.between(*_WEEKS),
        )
        .group_by(Weekly.learner_id)
        .subquery("calibration")
    )


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _counted(learners: "Select[*tuple[Any, ...]]") -> "Select[*tuple[Any, ...]]":
    """Add the counts to a select of learners."""
    ids = learners.with_only_columns(Person.id).order_by(None)
    query = learners
    for part in [part(ids) for part in (_entries, _weeks, _days, _erased, _calibration)]:
        query = query.outerjoin(part, part.c.learner_id == Person.id)
        query = query.add_columns(*(func.coalesce(column, 0) for column in part.c if column.name != "learner_id"))
    return query


# Built once: building them costs more than running most others.
_OF_CLASS = _counted(CLASS_LEARNERS)
_OF_ONE = _counted(CLASS_LEARNERS.where(Person.id == bindparam("only")))
