"""Legal holds: set with a reason, lifted with a reason; meanwhile nothing of the person is erased."""

from uuid import UUID

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.extensions import db
from logbook.privacy.models import LegalHold
from logbook.privacy.queries.subjects import subject_for


def set_hold(actor: Actor, person_id: UUID, reason: str) -> LegalHold:
    """Hold back every erasure of a person of the coordinator's school.

    Raises NotPermitted, NotFound, and InvalidTransition when one stands already.
    """
    if subject_for(actor, person_id).hold:
        raise InvalidTransition
    hold = LegalHold(
        id=new_id(),
        school_id=actor.school_id,
        person_id=person_id,
        reason=reason,
        set_by=actor.person_id,
        set_at=clock.now(),
    )
    db.session.add(hold)
    append_event(actor, "set_hold", "person", person_id, new="held")
    return hold


def lift_hold(actor: Actor, person_id: UUID, reason: str) -> None:
    """Lift the hold that stands. Raises NotPermitted, NotFound, and InvalidTransition when none does."""
    hold = subject_for(actor, person_id).hold
    if hold is None:
        raise InvalidTransition
    hold.lift_reason, hold.lifted_by, hold.lifted_at = reason, actor.person_id, clock.now()
    append_event(actor, "lift_hold", "person", person_id, old="held")
