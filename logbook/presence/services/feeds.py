"""Making a calendar's secret address, and ending it."""

import secrets
from uuid import UUID

from sqlalchemy import select, update

from logbook.accounts.queries.tokens import sha256
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.extensions import db
from logbook.presence.models import CalendarFeed
from logbook.training.queries import class_of, require_relation


def make_feed(actor: Actor, class_id: UUID | None = None, learner_id: UUID | None = None) -> str:
    """Make a calendar of a class or a learner in reach, and return its secret, which is kept nowhere.

    The actor's earlier address for the same thing ends with it. Raises NotFound.
    """
    if class_id is not None:
        class_of(actor, class_id)
    elif learner_id is not None:
        require_relation(actor, learner_id)
    else:
        raise NotFound
    _end_earlier(actor, class_id, learner_id)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed(
        id=new_id(),
        token_sha256=sha256(token),
        membership_id=actor.membership_id,
        class_id=class_id,
        learner_id=learner_id,
        made_at=clock.now(),
    )
    db.session.add(feed)
    append_event(actor, "make_calendar", "calendar", feed.id, learner_id=learner_id, new="made")
    return token


def revoke_feed(actor: Actor, feed_id: UUID) -> None:
    """Let one of the actor's own addresses answer no more. Raises NotFound."""
    own = select(CalendarFeed).where(
        CalendarFeed.id == feed_id,
        CalendarFeed.membership_id == actor.membership_id,
        CalendarFeed.revoked_at.is_(None),
    )
    feed = db.session.scalar(own)
    if feed is None:
        raise NotFound
    feed.revoked_at = clock.now()
    append_event(actor, "revoke_calendar", "calendar", feed.id, learner_id=feed.learner_id, new="revoked")


def _end_earlier(actor: Actor, class_id: UUID | None, learner_id: UUID | None) -> None:
    same = (CalendarFeed.class_id == class_id) if class_id else (CalendarFeed.learner_id == learner_id)
    mine = (CalendarFeed.membership_id == actor.membership_id, CalendarFeed.revoked_at.is_(None))
    db.session.execute(update(CalendarFeed).where(*mine, same).values(revoked_at=clock.now()))
