"""Somebody from outside the school promises to keep to themselves what a learner's logbook says."""

from logbook.accounts.models import Membership
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.events import append_event
from logbook.extensions import db


def promise_silence(actor: Actor) -> None:
    """Note that the actor promised, in this role; once, and again only in a new role."""
    role = db.session.get_one(Membership, actor.membership_id, with_for_update=True)
    if role.confidential_at is None:
        role.confidential_at = clock.now()
        append_event(actor, "promise_silence", "membership", role.id, new="promised")
