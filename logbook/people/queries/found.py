"""One thing by its id, for who looks after it. What is another school's, or another company's, is not there."""

from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, select

from logbook.accounts.models import Company, Membership, Person, SchoolHoliday, SchoolYear
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.people.policy import may_give
from logbook.training.models import ClassGroup, Workplace

Owned = TypeVar("Owned", SchoolYear, SchoolHoliday, ClassGroup, Company, Workplace)


def owned(actor: Actor, model: type[Owned], thing_id: UUID, *, lock: bool = False) -> Owned:
    """Return a thing of the actor's school. Raises NotFound, also for what another company has."""
    thing = db.session.get(model, thing_id, with_for_update=lock or None, populate_existing=lock)
    if thing is None or thing.school_id != actor.school_id or not _of_company(actor, thing):
        raise NotFound
    return thing


def _of_company(actor: Actor, thing: object) -> bool:
    if actor.role is not Role.COMPANY_COORDINATOR:
        return True
    company_id = thing.id if isinstance(thing, Company) else getattr(thing, "company_id", None)
    return company_id == actor.company_id


def here(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a role is one where the actor coordinates: at the school, or at the own company."""
    at_school = Membership.school_id == actor.school_id
    if actor.role is Role.COORDINATOR:
        return at_school
    return and_(at_school, func.coalesce(Membership.company_id == actor.company_id, false()))


def known_people(actor: Actor) -> "Select[UUID]":
    """Return a select of the ids of everyone who ever had a role where the actor coordinates."""
    return select(Membership.person_id).where(here(actor))


def person_known(actor: Actor, person_id: UUID, *, lock: bool = False) -> Person:
    """Return somebody who has or had a role where the actor coordinates. Raises NotFound."""
    query = select(Person).where(Person.id == person_id, Person.id.in_(known_people(actor)))
    person = db.session.scalar(query.with_for_update(of=Person) if lock else query)
    if person is None:
        raise NotFound
    return person


def learner_known(actor: Actor, learner_id: UUID, *, lock: bool = False) -> Person:
    """Return somebody who is or was a learner of the coordinator's school. Raises NotFound."""
    person = person_known(actor, learner_id, lock=lock)
    learns = select(Membership.id).where(
        Membership.person_id == learner_id,
        Membership.school_id == actor.school_id,
        Membership.role == Role.LEARNER.value,
    )
    if db.session.scalar(learns.limit(1)) is None:
        raise NotFound
    return person


def membership_known(actor: Actor, membership_id: UUID, *, lock: bool = True) -> Membership:
    """Return a role that the actor may end. Raises NotFound."""
    membership = db.session.get(Membership, membership_id, with_for_update=lock or None, populate_existing=lock)
    if membership is None or membership.school_id != actor.school_id:
        raise NotFound
    if not may_give(actor, Role(membership.role), membership.company_id):
        raise NotFound
    return membership


def known_elsewhere(actor: Actor, person_id: UUID) -> bool:
    """Return whether somebody has or had a role that the actor does not look after."""
    elsewhere = select(Membership.id).where(Membership.person_id == person_id, ~here(actor))
    return db.session.scalar(elsewhere.limit(1)) is not None
