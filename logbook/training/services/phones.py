"""The number at which a grown-up of the dual team is reached at work."""

from sqlalchemy import delete

from logbook.core.actor import Actor
from logbook.core.errors import NotPermitted
from logbook.core.events import append_event
from logbook.core.roles import Role
from logbook.core.upsert import upsert
from logbook.extensions import db
from logbook.training.models import WorkPhone

MINORS_SIDE = frozenset({Role.LEARNER, Role.GUARDIAN})


def keep_work_phone(actor: Actor, phone: str | None) -> None:
    """Keep the actor's own number at work for this school, or forget it. A learner's is never kept: NotPermitted."""
    if actor.role in MINORS_SIDE:
        raise NotPermitted
    if phone is None:
        db.session.execute(
            delete(WorkPhone).where(WorkPhone.person_id == actor.person_id, WorkPhone.school_id == actor.school_id)
        )
    else:
        upsert(WorkPhone, {"person_id": actor.person_id, "school_id": actor.school_id, "phone": phone})
    append_event(actor, "keep_work_phone", "person", actor.person_id, new="kept" if phone else "gone")
