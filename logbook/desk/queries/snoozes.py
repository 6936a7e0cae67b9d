"""Reasons that somebody lets wait."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.desk.models import AttentionSnooze
from logbook.extensions import db
from logbook.training.queries import require_relation


class SnoozeView(NamedTuple):
    """A reason that waits: how far it was then, until which day, why, and who lets it wait."""

    id: UUID
    kind: str
    n: int
    until: date
    note: str | None
    by: str


def snooze_in_reach(actor: Actor, learner_id: UUID, snooze_id: UUID) -> AttentionSnooze:
    """Return a snooze of a learner whom the actor reaches at this school. Raises NotFound."""
    require_relation(actor, learner_id)
    found = db.session.get(AttentionSnooze, snooze_id)
    if found is None or (found.school_id, found.learner_id) != (actor.school_id, learner_id):
        raise NotFound
    return found


def open_snooze(school_id: UUID, learner_id: UUID, kind: str) -> AttentionSnooze | None:
    """Return the snooze of a reason that nobody ended; its days may be over."""
    return db.session.scalar(
        select(AttentionSnooze).where(
            AttentionSnooze.school_id == school_id,
            AttentionSnooze.learner_id == learner_id,
            AttentionSnooze.kind == kind,
            AttentionSnooze.ended_at.is_(None),
        )
    )
