"""What photos and sound have in common: the bytes are those that were named, the files come before the row."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import CorruptMedia, TooLarge, TooOften, WrongType
from logbook.core.unit_of_work import transaction
from logbook.core.upsert import insert_new, upsert
from logbook.extensions import db
from logbook.media.models import Media, MediaKind
from logbook.media.queries import sent_since

from .storage import storage

MOST_A_DAY = 500
"""New ones of one person: weeks of work that come in at once pass, a disk is not filled."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of the bytes that were sent: the file to show, and for a photo its thumbnail and its size."""

    type: str
    data: bytes
    small: bytes | None = None
    width: int | None = None
    height: int | None = None

    @property
    def files(self) -> dict[str, bytes]:
        """The files by their names."""
        return {sha_of(each): each for each in (self.data, self.small) if each is not None}


def sha_of(data: bytes) -> str:
    """Return the name of bytes."""
    return hashlib.sha256(data).hexdigest()


def keep(actor: Actor, kind: MediaKind, sha: str, data: bytes, make: Callable[[bytes], Made]) -> bool:
    """Store what `make` makes of the bytes as the actor's own, and return whether it is new.

    No transaction is open while it is made and written, so that nobody waits for it. What was stored before and is
    there whole is not made again; a file that was lost comes back. Raises CorruptMedia, WrongType and TooOften.
    """
    if sha_of(data) != sha:
        raise CorruptMedia
    with transaction():
        known = db.session.get(Media, (actor.person_id, sha), populate_existing=True)
        names = _names(known, kind) if known else ()
        if not known and sent_since(actor.person_id, clock.now() - timedelta(days=1)) >= MOST_A_DAY:
            raise TooOften
    if names and all(map(storage().exists, names)):
        return False
    row = file_away(kind, sha, make(data)) | {"owner_id": actor.person_id, "received_at": clock.now()}
    with transaction():
        return _record(row, again=bool(names))


def file_away(kind: MediaKind, sha: str, made: Made) -> dict[str, Any]:
    """Put the files in the storage and return what the row says of them; whose they are is the caller's to add."""
    for name, file in made.files.items():
        storage().put(name, file)
    return {
        "sha": sha,
        "kind": kind.value,
        "type": made.type,
        "stored_sha": sha_of(made.data),
        "small_sha": sha_of(made.small) if made.small is not None else None,
        "size": len(made.data),
        "width": made.width,
        "height": made.height,
    }


def check_size(data: bytes, largest: int) -> None:
    """Refuse what is over the limit or empty. Raises TooLarge, WrongType."""
    if len(data) > largest:
        raise TooLarge
    if not data:
        raise WrongType


def _names(known: Media, kind: MediaKind) -> tuple[str, ...]:
    """Return the files of what is known. Raises WrongType for a photo that was sent as sound before, or the reverse."""
    if known.kind != kind:
        raise WrongType
    return tuple(filter(None, (known.stored_sha, known.small_sha)))


def _record(row: dict[str, Any], *, again: bool) -> bool:
    """Write the row; over the one whose files were lost, since another release may have made other files."""
    if again:
        upsert(Media, row)
        return False
    return insert_new(Media, row)
