"""Which placements are to be visited, by when: worked out when it is read, so that no warning can be lost."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, or_, select

from logbook.accounts.models import Company, Person
from logbook.core.actor import Actor
from logbook.extensions import db
from logbook.training.models import Placement, Workplace
from logbook.visits.models import Visit, VisitKind, VisitRule, VisitState
from logbook.visits.policy import SOON, Rhythm, next_due


@dataclass(frozen=True, slots=True)
class DueVisit:
    """A placement that runs, when it was visited last, by when it is to be again, and whether that is planned."""

    learner_id: UUID
    learner: str
    placement_id: UUID
    company: str
    workplace: str
    address: str | None
    due_on: date | None
    held_on: date | None
    planned_on: date | None
    today: date

    @property
    def overdue(self) -> bool:
        """Whether the day has passed and nothing is planned."""
        return self.due_on is not None and self.due_on < self.today and self.planned_on is None

    @property
    def soon(self) -> bool:
        """Whether the day comes within two weeks, or has passed, and nothing is planned."""
        return self.due_on is not None and self.due_on <= self.today + SOON and self.planned_on is None

    @property
    def order(self) -> tuple[bool, date, str]:
        """What lists are sorted by: nothing planned first, then the earliest day."""
        return (self.planned_on is not None, self.due_on or date.max, self.learner)


def due_visits(actor: Actor, learner_ids: Collection[UUID], today: date) -> list[DueVisit]:
    """Return every placement of learners in reach that runs today, the most urgent first, in one query."""
    found = [_due(row, today) for row in db.session.execute(_running(actor, learner_ids, today))]
    return sorted(found, key=lambda each: each.order)


def _running(actor: Actor, learner_ids: Collection[UUID], today: date) -> "Select[*tuple[Any, ...]]":
    held = (Visit.state == VisitState.HELD) & (Visit.kind != VisitKind.PHONE)
    planned = (Visit.state == VisitState.PLANNED) & (Visit.date >= today)
    dates = (
        select(
            Visit.placement_id,
            func.max(case((held, Visit.date))).label("held_on"),
            func.min(case((planned, Visit.date))).label("planned_on"),
        )
        .where(Visit.school_id == actor.school_id, Visit.learner_id.in_(learner_ids))
        .group_by(Visit.placement_id)
        .subquery()
    )
    return (
        select(
            Placement,
            Person.given_name,
            Person.family_name,
            Company.name,
            Workplace.name,
            Workplace.address,
            dates.c.held_on,
            dates.c.planned_on,
            VisitRule.first_weeks,
            VisitRule.every_weeks,
        )
        .join(Person, Person.id == Placement.learner_id)
        .join(Workplace, Workplace.id == Placement.workplace_id)
        .join(Company, Company.id == Workplace.company_id)
        .outerjoin(dates, dates.c.placement_id == Placement.id)
        .outerjoin(VisitRule, VisitRule.school_id == Placement.school_id)
        .where(
            Placement.school_id == actor.school_id,
            Placement.learner_id.in_(learner_ids),
            Placement.history_id.is_(None),
            Placement.from_date <= today,
            or_(Placement.until_date.is_(None), Placement.until_date >= today),
        )
    )


def _due(row: Any, today: date) -> DueVisit:
    placement, given, family, company, workplace, address, held_on, planned_on, first, every = row
    rhythm = Rhythm(first, every) if first else Rhythm()
    return DueVisit(
        learner_id=placement.learner_id,
        learner=f"{given} {family}",
        placement_id=placement.id,
        company=company,
        workplace=workplace,
        address=address,
        due_on=next_due(placement.from_date, placement.until_date, held_on, rhythm),
        held_on=held_on,
        planned_on=planned_on,
        today=today,
    )


def rhythm_of(actor: Actor) -> Rhythm:
    """Return how often the actor's school visits."""
    rule = db.session.get(VisitRule, actor.school_id)
    return Rhythm(rule.first_weeks, rule.every_weeks) if rule else Rhythm()
