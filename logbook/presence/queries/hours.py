"""Hours against the agreement: of one learner by week and school year, and of a class with those behind first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from logbook.core import clock, weeks
from logbook.core.actor import Actor
from logbook.core.roles import SCHOOL_STAFF
from logbook.extensions import db
from logbook.presence.models import Compensation
from logbook.presence.policy import WORKED, PresenceDay, Totals, due, school_year, totals
from logbook.training.policy import Relation
from logbook.training.queries import (
    ClassView,
    LearnerCard,
    PlacementView,
    class_of,
    learner_in_reach,
    learners_of_class,
    placements_of,
    require_relation,
)

from .days import presence_days

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A week of the year in totals."""

    week: int
    totals: Totals
    missing: int


@dataclass(frozen=True, slots=True)
class HoursPage:
    """A learner's school year: what was due by now, what the year plans, the weeks (the latest first), open days."""

    learner_id: UUID
    name: str
    first: date
    last: date
    by_now: Totals
    year: Totals
    weeks: list[WeekLine]
    missing: list[PresenceDay]
    unplanned: list[PresenceDay]
    differing: list[PresenceDay]
    worked_holidays: list[date]
    compensations: list[Compensation]
    placements: list[PlacementView]

    def placement_in(self, week: int) -> UUID:
        """Return the placement whose page shows that week: one that runs in it."""
        days = weeks.week_days(week)
        running = [each.id for each in self.placements if any(each.on(day) for day in days)]
        return (running or [self.placements[0].id])[0]


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A learner of the class in totals by now."""

    learner: LearnerCard
    totals: Totals
    missing: int


@dataclass(frozen=True, slots=True)
class ClassHours:
    """A class by now, those furthest behind first."""

    group: ClassView
    lines: list[ClassLine]


def hours_page(actor: Actor, learner_id: UUID) -> HoursPage:
    """Return a learner's hours in this school year, as far as the actor reaches them. Raises NotFound."""
    relation, today = require_relation(actor, learner_id), clock.today()
    first, last = school_year(today)
    only = reached_placements(relation)
    days = presence_days(actor, [learner_id], first, last, only)[learner_id]
    by_now = due(days, today)
    placements = [each for each in placements_of([learner_id]) if only is None or each.id in only]
    return HoursPage(
        learner_id=learner_id,
        name=learner_in_reach(actor, learner_id).name,
        first=first,
        last=last,
        by_now=totals(by_now),
        year=totals(days),
        weeks=_weeks(by_now, today),
        missing=_latest(day for day in by_now if day.state(today) == "missing"),
        unplanned=_latest(day for day in by_now if day.state(today) == "unplanned"),
        differing=_latest(day for day in by_now if day.differs),
        worked_holidays=[day.date for day in by_now if day.free == "holiday" and day.status in WORKED],
        compensations=compensations_of(learner_id, first, last),
        placements=[each for each in placements if each.until_date is None or each.until_date >= first],
    )


def reached_placements(relation: Relation) -> frozenset[UUID] | None:
    """Return the placements whose days the relation reaches; None is all of the learner's."""
    return None if relation.own or relation.role in SCHOOL_STAFF else relation.placement_ids


def compensations_of(learner_id: UUID, first: date, last: date) -> list[Compensation]:
    """Return the holidays of a learner that are made good on another day."""
    query = select(Compensation).where(
        Compensation.learner_id == learner_id, Compensation.worked_on.between(first, last)
    )
    return list(db.session.scalars(query.order_by(Compensation.worked_on)))


def class_hours(actor: Actor, class_id: UUID) -> ClassHours:
    """Return the hours of a class in this school year, those furthest behind first. Raises NotFound."""
    group, today = class_of(actor, class_id), clock.today()
    first, last = group.starts_on, min(group.ends_on, max(today, group.starts_on))
    learners = learners_of_class(class_id)
    days = presence_days(actor, [each.id for each in learners], first, last)
    lines = [_class_line(each, due(days[each.id], today), today) for each in learners]
    return ClassHours(group, sorted(lines, key=lambda line: (line.totals.balance, line.learner.name)))


def _class_line(learner: LearnerCard, days: list[PresenceDay], today: date) -> ClassLine:
    return ClassLine(learner, totals(days), sum(day.state(today) == "missing" for day in days))


def _weeks(days: list[PresenceDay], today: date) -> list[WeekLine]:
    by_week: defaultdict[int, list[PresenceDay]] = defaultdict(list)
    for day in days:
        by_week[weeks.week_number(day.date)].append(day)
    return [
        WeekLine(week, totals(some), sum(day.state(today) == "missing" for day in some))
        for week, some in sorted(by_week.items(), reverse=True)
        if any(day.planned or day.minutes for day in some)
    ]


def _latest(days: Iterable[PresenceDay]) -> list[PresenceDay]:
    return sorted(days, key=lambda day: day.date, reverse=True)[:MOST_SHOWN]
