"""A photo arrives from its owner's phone."""

from typing import Any

from logbook.core.actor import Actor
from logbook.media.models import MediaKind

from .keep import Made, check_size, file_away, keep, sha_of
from .picture import clean_picture

LARGEST_PHOTO = 2 * 1024 * 1024
"""Bytes. A phone shrinks a photo to some 400 kB before it sends it."""

LARGEST_FILE = 12 * 1024 * 1024
"""Bytes of a photo that is chosen from the files of a computer, where nothing shrinks it first."""


def store_photo(actor: Actor, sha: str, data: bytes) -> bool:
    """Store a photo as the actor's own under the SHA-256 of the bytes sent; return False when it was there already.

    Called outside any transaction. Raises CorruptMedia, WrongType (no JPEG, PNG or WebP that opens) and TooLarge.
    """
    check_size(data, LARGEST_PHOTO)
    return keep(actor, MediaKind.PHOTO, sha, data, _make)


def file_photo(data: bytes) -> dict[str, Any]:
    """Put the files of a school's own photo in the storage and return what its SchoolPhoto says of them.

    It comes as a camera made it, so it may be LARGEST_FILE. Called outside any transaction. Raises WrongType, TooLarge.
    """
    check_size(data, LARGEST_FILE)
    filed = file_away(MediaKind.PHOTO, sha_of(data), _make(data))
    return {name: filed[name] for name in ("stored_sha", "small_sha", "size", "width", "height")}


def prepare_photo(data: bytes) -> dict[str, Any]:
    """Put a photo's files in the storage and return its row but for the owner and the moment: for a made history."""
    return file_away(MediaKind.PHOTO, sha_of(data), _make(data))


def _make(data: bytes) -> Made:
    picture = clean_picture(data)
    return Made("image/jpeg", picture.large, picture.small, picture.width, picture.height)
