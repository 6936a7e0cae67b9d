"""Which photos and spoken notes the school has."""

from collections.abc import Collection

from sqlalchemy import select

from logbook.core.actor import Actor
from logbook.core.errors import MediaMissing
from logbook.extensions import db

from .models import Media


def require_stored(actor: Actor, shas: Collection[str]) -> None:
    """Raise MediaMissing unless the actor sent each of these before. Another's, even of the same bytes, is no use."""
    if not shas:
        return
    stored = db.session.scalars(select(Media.sha).where(Media.owner_id == actor.person_id, Media.sha.in_(shas)))
    missing = set(shas) - set(stored)
    if missing:
        raise MediaMissing(sorted(missing))
