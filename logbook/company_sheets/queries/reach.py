"""Which workplaces somebody reaches, and for which of them they write company sheets."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from logbook.accounts.models import Company
from logbook.company_sheets.policy import may_make
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.training.models import Placement, Workplace
from logbook.training.queries.reach import placements_in_reach

MOST_PLACES = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A workplace as the pages name it."""

    id: UUID
    school_id: UUID
    company_id: UUID
    company: str
    workplace: str
    photos_allowed: bool


_PLACES = select(
    Workplace.id, Workplace.school_id, Company.id, Company.name, Workplace.name, Company.photos_allowed
).join(Company, Company.id == Workplace.company_id)


def place_in_reach(actor: Actor, workplace_id: UUID) -> Place:
    """Return a workplace whose company sheets the actor reads. Raises NotFound."""
    row = db.session.execute(_PLACES.where(Workplace.id == workplace_id, _reached(actor))).first()
    if row is None:
        raise NotFound
    return Place(*row)


def place_to_write(actor: Actor, workplace_id: UUID) -> Place:
    """Return a workplace whose company sheets the actor writes. Raises NotFound, NotPermitted for who only reads."""
    place = place_in_reach(actor, workplace_id)
    if workplace_id not in writable(actor, [workplace_id]):
        raise NotPermitted
    return place


def writable(actor: Actor, workplace_ids: list[UUID]) -> set[UUID]:
    """Return those of these workplaces, all in the actor's reach, whose company sheets the actor writes today."""
    if not may_make(actor) or not workplace_ids:
        return set()
    if actor.is_a(Role.COORDINATOR, Role.COMPANY_COORDINATOR):
        return set(workplace_ids)
    today = clock.today()
    query = select(Placement.workplace_id).where(
        Placement.id.in_(placements_in_reach(actor)),
        Placement.workplace_id.in_(workplace_ids),
        Placement.until_date.is_(None) | (Placement.until_date >= today),
        Placement.history_id.is_(None),
    )
    return set(db.session.scalars(query.distinct()))


def places_in_reach(actor: Actor) -> list[Place]:
    """Return the workplaces whose company sheets the actor reads, by company; at most MOST_PLACES."""
    query = _PLACES.where(_reached(actor)).order_by(Company.name, Workplace.name, Workplace.id).limit(MOST_PLACES)
    return [Place(*row) for row in db.session.execute(query)]


def _reached(actor: Actor) -> ColumnElement[bool]:
    """Return the condition on workplaces: those of the school, of the own company, or of a placement in reach."""
    own_school = Workplace.school_id == actor.school_id
    if actor.role is Role.COORDINATOR:
        return own_school
    if actor.role is Role.COMPANY_COORDINATOR:
        return own_school & (Workplace.company_id == actor.company_id)
    return own_school & Workplace.id.in_(_placed(actor))


def _placed(actor: Actor) -> "Select[UUID]":
    return select(Placement.workplace_id).where(Placement.id.in_(placements_in_reach(actor)))
