"""What a person sent, by the names of the bytes, and which files that takes."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from logbook.core.actor import Actor
from logbook.core.errors import MediaMissing
from logbook.extensions import db

from .models import Media, SchoolPhoto


def media_of(owner_id: UUID, shas: Collection[str]) -> dict[str, Media]:
    """Return those of `shas` that this person sent, in one query; in none when nothing is named."""
    if not shas:
        return {}
    query = select(Media).where(Media.owner_id == owner_id, Media.sha.in_(shas))
    return {each.sha: each for each in db.session.scalars(query)}


def require_stored(actor: Actor, shas: Collection[str]) -> None:
    """Raise MediaMissing unless the actor sent each of these before. Another's, even of the same bytes, is no use."""
    if missing := set(shas) - media_of(actor.person_id, shas).keys():
        raise MediaMissing(sorted(missing))


def sent_since(owner_id: UUID, moment: datetime) -> int:
    """Return how many photos and spoken notes a person sent from that moment on."""
    query = select(func.count()).select_from(Media).where(Media.owner_id == owner_id, Media.received_at >= moment)
    return db.session.scalars(query).one()


def unnamed_files(names: Collection[str]) -> list[str]:
    """Return those of these files that no photo or spoken note is made of."""
    named: set[str | None] = set()
    for column in (Media.stored_sha, Media.small_sha, SchoolPhoto.stored_sha, SchoolPhoto.small_sha):
        named |= set(db.session.scalars(select(column).where(column.in_(names))))
    return [name for name in names if name not in named]
