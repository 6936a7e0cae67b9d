"""Noting who looked at a learner's logbook."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.dialects import postgresql, sqlite

from logbook.accounts.models import Look
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.events import append_event
from logbook.extensions import db


def note_look(actor: Actor, learner_id: UUID) -> None:
    """Note that the actor opened the learner's logbook today; once a day, an event the first time."""
    note_looks(actor, [learner_id])


def note_looks(actor: Actor, learner_ids: Collection[UUID]) -> None:
    """Note that the actor opened a page with all these learners, in one statement; an event for each first time."""
    if not learner_ids:
        return
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    seen = {"viewer_id": actor.person_id, "date": clock.today(), "role": actor.role.value, "at": clock.now()}
    looks = insert(Look).values([{"learner_id": learner_id, **seen} for learner_id in learner_ids])
    for learner_id in db.session.scalars(looks.on_conflict_do_nothing().returning(Look.learner_id)):
        append_event(actor, "look", "person", learner_id, learner_id=learner_id)
