"""The figures of a council file: days, hours, weeks, absences and calibration of each learner of a class."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, case, distinct, func, select

from logbook.accounts.models import Person
from logbook.core import clock
from logbook.core.roles import Rater
from logbook.core.weeks import monday, week_days
from logbook.entries.models import WITH_LEARNER, Entry, Week, Weekly, WeekState
from logbook.extensions import db
from logbook.insight.queries.calibration import Calibration
from logbook.training.models import Day
from logbook.training.queries import CLASS_LEARNERS


@dataclass(frozen=True, slots=True)
class Figures:
    """A learner's figures over a period. `weeks` are those with work at a placement."""

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
    calibration: Calibration


def figures(class_id: UUID, weeks: tuple[int, int], only: UUID | None = None) -> list[Figures]:
    """Return the figures of a class in reach over `weeks`, both inclusive, by name; of `only` one learner if given."""
    learners = CLASS_LEARNERS.params(group=class_id, today=clock.today())
    if only is not None:
        learners = learners.where(Person.id == only)
    ids = learners.with_only_columns(Person.id).order_by(None)
    parts = [part(ids, weeks) for part in (_entries, _weeks, _days, _calibration)]
    query = learners
    for part in parts:
        query = query.outerjoin(part, part.c.learner_id == Person.id)
        query = query.add_columns(*(func.coalesce(column, 0) for column in part.c if column.name != "learner_id"))
    return [_figures(*row) for row in db.session.execute(query)]


def _figures(learner_id: UUID, given: str, family: str, *counts: int) -> Figures:
    days, minutes, late, weeks, approved, sick, absent, *compared = counts
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
        calibration=Calibration(*compared),
    )


def _entries(ids: "Select[UUID]", weeks: tuple[int, int]) -> Subquery:
    return (
        select(
            Entry.learner_id,
            func.count(distinct(Entry.date)).label("days"),
            func.coalesce(func.sum(Entry.minutes), 0).label("minutes"),
            _how_many(Entry.late.is_(True)).label("late"),
        )
        .where(Entry.learner_id.in_(ids), Entry.week.between(*weeks), Entry.state.not_in(WITH_LEARNER))
        .group_by(Entry.learner_id)
        .subquery("entries")
    )


def _weeks(ids: "Select[UUID]", weeks: tuple[int, int]) -> Subquery:
    return (
        select(
            Week.learner_id,
            func.count().label("weeks"),
            _how_many(Week.state == WeekState.APPROVED.value).label("approved"),
        )
        .where(Week.learner_id.in_(ids), Week.week.between(*weeks))
        .group_by(Week.learner_id)
        .subquery("weeks")
    )


def _days(ids: "Select[UUID]", weeks: tuple[int, int]) -> Subquery:
    return (
        select(
            Day.learner_id,
            _how_many(Day.status == "sick").label("sick"),
            _how_many(Day.status == "absent").label("absent"),
        )
        .where(Day.learner_id.in_(ids), Day.date.between(monday(weeks[0]), week_days(weeks[1])[-1]))
        .group_by(Day.learner_id)
        .subquery("days")
    )


def _calibration(ids: "Select[UUID]", weeks: tuple[int, int]) -> Subquery:
    sums = (func.sum(column).label(column.key) for column in (Weekly.pairs, Weekly.over, Weekly.under))
    return (
        select(Weekly.learner_id, *sums)
        .where(
            Weekly.learner_id.in_(ids),
            Weekly.kind == "task",
            Weekly.rater_role == Rater.MENTOR.value,
            Weekly.week.between(*weeks),
        )
        .group_by(Weekly.learner_id)
        .subquery("calibration")
    )


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
