"""Notes for who receives a learner: in a class, or at a workplace."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.core.roles import SCHOOL_STAFF, Role
from logbook.extensions import db
from logbook.people.models import AT_SCHOOL, AT_WORK, HandOver
from logbook.training.models import Placement
from logbook.training.queries import placements_in_reach


def write_note(
    actor: Actor,
    learner_id: UUID,
    day: date,
    text: str,
    *,
    class_id: UUID | None = None,
    placement_id: UUID | None = None,
) -> HandOver:
    """Keep a note for who receives a learner from `day` on. The caller has checked who may."""
    note = HandOver(
        id=new_id(),
        school_id=actor.school_id,
        learner_id=learner_id,
        author_id=actor.person_id,
        side=AT_WORK if placement_id else AT_SCHOOL,
        class_id=class_id,
        placement_id=placement_id,
        from_date=day,
        text=text,
        written_at=clock.now(),
    )
    db.session.add(note)
    append_event(actor, "hand_over", "hand_over", note.id, learner_id=learner_id, new=note.side)
    return note


def write_work_note(actor: Actor, placement_id: UUID, text: str) -> HandOver:
    """Keep a note for a placement's mentors, written by the school or by a mentor who hands over; the same one once.

    Raises NotFound out of reach and NotPermitted for who only reads.
    """
    placement = require_hand_over(actor, placement_id)
    same = select(HandOver).where(
        HandOver.placement_id == placement_id, HandOver.author_id == actor.person_id, HandOver.text == text
    )
    known = db.session.scalar(same.limit(1))
    return known or write_note(actor, placement.learner_id, clock.today(), text, placement_id=placement_id)


def require_hand_over(actor: Actor, placement_id: UUID) -> Placement:
    """Return a placement that the actor may hand over. Raises NotFound, and NotPermitted for who only reads."""
    placement = db.session.scalar(
        select(Placement).where(Placement.id == placement_id, Placement.id.in_(placements_in_reach(actor)))
    )
    if placement is None:
        raise NotFound
    if actor.role not in SCHOOL_STAFF | {Role.MENTOR}:
        raise NotPermitted
    return placement
