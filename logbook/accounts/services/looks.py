"""Noting who looked at a learner's logbook."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.dialects import postgresql, sqlite

from logbook.accounts.models import Look, Looked
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.events import append_event
from logbook.extensions import db
from logbook.web.after_response import after_response
from logbook.web.rendering import taken_along

_LOOKS = db.metadata.tables[Look.__tablename__]
# Built once, by database: its rows come as parameters, so that a class's is not put together for each page.
_NEW_LOOKS = {
    name: insert(_LOOKS).on_conflict_do_nothing().returning(_LOOKS.c.learner_id)
    for name, insert in (("postgresql", postgresql.insert), ("sqlite", sqlite.insert))
}


def note_look(actor: Actor, learner_id: UUID, what: Looked = Looked.LOGBOOK) -> None:
    """Note that the actor opened this of the learner's logbook today; once a day, an event the first time."""
    note_looks(actor, [learner_id], what)


def note_looks(actor: Actor, learner_ids: Collection[UUID], what: Looked = Looked.LOGBOOK) -> None:
    """Note that the actor opened this of all these learners, in one statement; an event for each first time."""
    if not learner_ids:
        return
    seen = {
        "viewer_id": actor.person_id,
        "date": clock.today(),
        "role": actor.role.value,
        "what": what.value,
        "school_id": actor.school_id,
        "at": clock.now(),
    }
    looks = [{"learner_id": learner_id, **seen} for learner_id in sorted(set(learner_ids))]
    for learner_id in db.session.scalars(_NEW_LOOKS[db.engine.dialect.name], looks):
        append_event(actor, "look", "person", learner_id, learner_id=learner_id, new=what.value)


def tell_looks(actor: Actor, learner_ids: Collection[UUID], what: Looked) -> None:
    """Note once the page has left that the actor got this of these learners; nobody waits for it.

    The own logbook is no look. What a phone takes along for later is noted as that: nobody knows whether it was read.
    """
    others = [learner_id for learner_id in learner_ids if learner_id != actor.person_id]
    seen = Looked.ALONG if taken_along() else what
    if others:
        after_response(lambda: note_looks(actor, others, seen))
