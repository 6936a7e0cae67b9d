"""Photos and spoken notes that nothing names any more go: first their rows, then their files."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete

from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.media.models import Media
from logbook.media.queries import media_of, unnamed_files

from .storage import storage

AT_ONCE = 200


def forget_media(owner_id: UUID, shas: Collection[str]) -> list[str]:
    """Delete the rows of a person's media in the open transaction; return their files, for `delete_files` after it."""
    found = media_of(owner_id, shas).values()
    names = [name for each in found for name in (each.stored_sha, each.small_sha) if name]
    db.session.execute(delete(Media).where(Media.owner_id == owner_id, Media.sha.in_(shas)))
    return names


def delete_files(names: Collection[str]) -> None:
    """Delete those of these files that nobody else's photo is made of. Called after the rows are gone for good."""
    with transaction():
        free = unnamed_files(names)
    for name in free:
        storage().delete(name)


def sweep_files(before: datetime, *, delete: bool) -> int:
    """Return how many files from before that moment no row names, and delete them when asked.

    They are of uploads that were cut off between file and row, or of rows that went. A young one may be on its way.
    """
    old = [name for name, put_at in storage().names() if put_at < before]
    count = 0
    for first in range(0, len(old), AT_ONCE):
        with transaction():
            free = unnamed_files(old[first : first + AT_ONCE])
        count += len(free)
        for name in free if delete else ():
            storage().delete(name)
    return count
