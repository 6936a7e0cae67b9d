"""People whom the caller may know of."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import func, select

from logbook.accounts.models import Membership, Person, School
from logbook.accounts.policy import ROLE_ORDER
from logbook.core.actor import Actor
from logbook.core.roles import Role
from logbook.extensions import db


def person_by_email(email: str) -> Person | None:
    """Return the person with this address, or None."""
    return db.session.scalar(select(Person).where(Person.email == email.lower()))


def person_by_handle(handle: str) -> Person | None:
    """Return the demo's person with this handle, or None."""
    return db.session.scalar(select(Person).where(Person.handle == handle))


def demo_cast() -> dict[Role, list[Person]]:
    """Return the demo's people by the role each is known for; bounded, since only a demo has handles."""
    query = select(Person, Membership.role).join(Membership).where(Person.handle.is_not(None)).limit(100)
    cast: dict[Role, list[Person]] = {role: [] for role in ROLE_ORDER}
    for person, role in db.session.execute(query.order_by(func.length(Person.handle), Person.handle)):
        cast[Role(role)].append(person)
    return {role: people for role, people in cast.items() if people}


def names_of(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of people whom the caller may know of: those who rated or said what the page shows."""
    query = select(Person.id, Person.given_name, Person.family_name).where(Person.id.in_(set(person_ids)))
    return {row.id: f"{row.given_name} {row.family_name}" for row in db.session.execute(query)}


def school_of(actor: Actor) -> School:
    """Return the actor's school with its settings."""
    return db.session.get_one(School, actor.school_id)
