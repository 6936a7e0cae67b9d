"""Placements, their people, and the sheets assigned to a learner."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, or_, select

from logbook.accounts.models import Company, Person
from logbook.core import clock
from logbook.core.errors import NotFound
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.training.models import AssignedSheet, Placement, PlacementMember, Workplace


@dataclass(frozen=True, slots=True)
class PlacementView:
    """A placement with what its pages show; `mentor` is today's main one."""

    id: UUID
    learner_id: UUID
    company: str
    workplace: str
    workplace_kind: str
    mentor_id: UUID | None
    track_id: str
    hours_per_week: int
    from_date: date
    until_date: date | None
    mentor: str | None
    weekdays: frozenset[int]
    photos_allowed: bool = True

    def on(self, day: date) -> bool:
        """Return whether the placement runs on `day`."""
        return self.from_date <= day and (self.until_date is None or day <= self.until_date)

    def works_on(self, day: date) -> bool:
        """Return whether `day` is a planned day at the workplace."""
        return self.on(day) and day.isoweekday() in self.weekdays


# Plain columns and statements built once: these are asked on most pages. With today's main mentor.
_PLACEMENTS = (
    select(
        Placement.id,
        Placement.learner_id,
        Company.name,
        Workplace.name,
        Workplace.kind,
        Person.id,
        Placement.track_id,
        Placement.hours_per_week,
        Placement.from_date,
        Placement.until_date,
        Person.given_name,
        Person.family_name,
        Placement.weekdays,
        Company.photos_allowed,
    )
    .select_from(Placement)
    .join(Workplace, Workplace.id == Placement.workplace_id)
    .join(Company, Company.id == Workplace.company_id)
    .outerjoin(
        PlacementMember,
        (PlacementMember.placement_id == Placement.id)
        & PlacementMember.main.is_(True)
        & (PlacementMember.from_date <= bindparam("today"))
        & or_(PlacementMember.until_date.is_(None), PlacementMember.until_date >= bindparam("today")),
    )
    .outerjoin(Person, Person.id == PlacementMember.person_id)
    .order_by(Placement.from_date.desc())
)
_ONE = _PLACEMENTS.where(Placement.id == bindparam("placement"))
_OF_LEARNERS = _PLACEMENTS.where(Placement.learner_id.in_(bindparam("learners", expanding=True)))
_ON_DAY = _OF_LEARNERS.where(
    Placement.from_date <= bindparam("day"),
    or_(Placement.until_date.is_(None), Placement.until_date >= bindparam("day")),
)


def _views(statement: "Select[*tuple[Any, ...]]", **asked: Any) -> list[PlacementView]:
    return [_view(row) for row in db.session.execute(statement, {"today": clock.today()} | asked)]


def _view(row: "Row[*tuple[Any, ...]]") -> PlacementView:
    *known, given, family, weekdays, photos = row
    mentor = f"{given} {family}" if family is not None else None
    fields: tuple[Any, ...] = (*known, mentor, frozenset(int(number) for number in weekdays), photos)
    return PlacementView(*fields)


def placements_of(learner_ids: list[UUID], day: date | None = None) -> list[PlacementView]:
    """Return the placements of learners whom the caller has found in reach, the newest first; on `day` when given."""
    if day is None:
        return _views(_OF_LEARNERS, learners=learner_ids)
    return _views(_ON_DAY, learners=learner_ids, day=day)


def placement_view(placement_id: UUID) -> PlacementView:
    """Return one placement. Raises NotFound. The caller has checked the relation to its learner."""
    found = _views(_ONE, placement=placement_id)
    if not found:
        raise NotFound
    return found[0]


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
