"""Placements, their people, and the sheets assigned to a learner."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, or_, select

from logbook.accounts.models import Company, Person
from logbook.core import clock
from logbook.core.errors import NotFound
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.training.models import AssignedSheet, Placement, PlacementMember, Workplace


@dataclass(frozen=True, slots=True)
class PlacementView:
    """A placement with what its pages show."""

    id: UUID
    learner_id: UUID
    company: str
    workplace: str
    workplace_kind: str
    mentor_id: UUID | None
    mentor: str | None
    track_id: str
    weekdays: frozenset[int]
    hours_per_week: int
    from_date: date
    until_date: date | None

    def on(self, day: date) -> bool:
        """Return whether the placement runs on `day`."""
        return self.from_date <= day and (self.until_date is None or day <= self.until_date)

    def works_on(self, day: date) -> bool:
        """Return whether `day` is a planned day at the workplace."""
        return self.on(day) and day.isoweekday() in self.weekdays


def _placements() -> "Select[Placement, Workplace, Company, Person]":
    """Return a select of placements with where they are and today's main mentor."""
    today = clock.today()
    return (
        select(Placement, Workplace, Company, Person)
        .join(Workplace, Workplace.id == Placement.workplace_id)
        .join(Company, Company.id == Workplace.company_id)
        .outerjoin(
            PlacementMember,
            (PlacementMember.placement_id == Placement.id)
            & PlacementMember.main.is_(True)
            & (PlacementMember.from_date <= today)
            & or_(PlacementMember.until_date.is_(None), PlacementMember.until_date >= today),
        )
        .outerjoin(Person, Person.id == PlacementMember.person_id)
    )


def _view(placement: Placement, workplace: Workplace, company: Company, mentor: Person | None) -> PlacementView:
    return PlacementView(
        id=placement.id,
        learner_id=placement.learner_id,
        company=company.name,
        workplace=workplace.name,
        workplace_kind=workplace.kind,
        mentor_id=mentor.id if mentor else None,
        mentor=mentor.name if mentor else None,
        track_id=placement.track_id,
        weekdays=frozenset(int(number) for number in placement.weekdays),
        hours_per_week=placement.hours_per_week,
        from_date=placement.from_date,
        until_date=placement.until_date,
    )


def placements_of(learner_ids: list[UUID], day: date | None = None) -> list[PlacementView]:
    """Return the placements of learners whom the caller has found in reach, the newest first; on `day` when given."""
    query = _placements().where(Placement.learner_id.in_(learner_ids))
    if day is not None:
        query = query.where(
            Placement.from_date <= day, or_(Placement.until_date.is_(None), Placement.until_date >= day)
        )
    return [_view(*row) for row in db.session.execute(query.order_by(Placement.from_date.desc()))]


def placement_view(placement_id: UUID) -> PlacementView:
    """Return one placement. Raises NotFound. The caller has checked the relation to its learner."""
    row = db.session.execute(_placements().where(Placement.id == placement_id)).first()
    if row is None:
        raise NotFound
    return _view(*row)


def placement_members(placement_id: UUID) -> list[tuple[Person, Role, bool]]:
    """Return the mentors and supervisors of a placement: person, role, whether the main mentor."""
    query = (
        select(Person, PlacementMember.role, PlacementMember.main)
        .join(PlacementMember, PlacementMember.person_id == Person.id)
        .where(PlacementMember.placement_id == placement_id)
        .order_by(PlacementMember.main.desc(), Person.given_name)
    )
    return [(person, Role(role), main) for person, role, main in db.session.execute(query)]


def assigned_sheets(learner_id: UUID) -> list[str]:
    """Return the ids of the sheets assigned to a learner, in the order in which they are offered."""
    query = select(AssignedSheet.sheet_id).where(AssignedSheet.learner_id == learner_id)
    return list(db.session.scalars(query.order_by(AssignedSheet.position, AssignedSheet.sheet_id).limit(50)))
