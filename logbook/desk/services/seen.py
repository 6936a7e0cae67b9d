"""Saying that what is new in a class was read."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.events import append_event
from logbook.desk.models import ClassSeen
from logbook.extensions import db
from logbook.training.queries import class_of


def mark_seen(actor: Actor, class_id: UUID, until: datetime) -> ClassSeen:
    """Keep that the actor has read the news of a class until a moment: the one at which the page was made.

    Never later than now, and never earlier than what was kept: an old page marks nothing unread. Raises NotFound.
    """
    group = class_of(actor, class_id)
    until = min(until, clock.now())
    db.session.execute(select(Person.id).where(Person.id == actor.person_id).with_for_update())
    seen = db.session.get(ClassSeen, (actor.person_id, group.id))
    if seen is None:
        seen = ClassSeen(person_id=actor.person_id, class_id=group.id, school_id=actor.school_id, until=until)
        db.session.add(seen)
    elif seen.until >= until:
        return seen
    seen.until = until
    append_event(actor, "read_news", "class", group.id, new="seen")
    return seen
