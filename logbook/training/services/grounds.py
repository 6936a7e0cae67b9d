"""What every deed on a placement begins with: it is the actor's, it may change, and nobody else changes it now."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Person
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.training.models import Placement


def require_coordinator(actor: Actor) -> None:
    """Raise NotPermitted unless the actor coordinates the school: only then placements are made and changed."""
    if not actor.is_a(Role.COORDINATOR):
        raise NotPermitted


def placement_of_school(actor: Actor, placement_id: UUID) -> Placement:
    """Return a placement of the actor's school, as it is now. Raises NotFound.

    One that came in with a logbook of an earlier school is not found: it never changes.
    """
    placement = db.session.scalar(
        select(Placement)
        .where(Placement.id == placement_id, Placement.school_id == actor.school_id, Placement.history_id.is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if placement is None:
        raise NotFound
    return placement


def hold_people(person_ids: Iterable[UUID]) -> None:
    """Hold these people until the transaction ends: who counts their learners at the same time waits."""
    held = select(Person.id).where(Person.id.in_(set(person_ids))).order_by(Person.id).with_for_update()
    db.session.execute(held).all()
