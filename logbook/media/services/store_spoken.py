"""A spoken note arrives from its owner's phone."""

from typing import Any

from logbook.core.actor import Actor
from logbook.core.errors import WrongType
from logbook.media.models import MediaKind

from .keep import Made, check_size, file_away, keep, sha_of

LARGEST_SPOKEN = 1024 * 1024
"""Bytes: some three minutes of speech."""


def store_spoken(actor: Actor, sha: str, data: bytes) -> bool:
    """Store a spoken note as it is, the actor's own; return False when it was there already.

    Its type is read from its first bytes, whatever it was sent as. Called outside any transaction. Raises CorruptMedia,
    WrongType (no sound that phones record) and TooLarge.
    """
    check_size(data, LARGEST_SPOKEN)
    return keep(actor, MediaKind.SPOKEN, sha, data, lambda sound: Made(sound_type(sound), sound))


def prepare_spoken(data: bytes) -> dict[str, Any]:
    """Put a sound in the storage and return its row but for the owner and the moment: for a history that comes in."""
    check_size(data, LARGEST_SPOKEN)
    return file_away(MediaKind.SPOKEN, sha_of(data), Made(sound_type(data), data))


def sound_type(data: bytes) -> str:
    """Return the type of a sound by its first bytes. Raises WrongType.

    WebM and Ogg are what Chromium and Firefox record, MP4 what Safari does; WAV is what everything else can make.
    """
    if data.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in data[:64]:
        return "audio/webm"
    if data.startswith(b"OggS\x00"):
        return "audio/ogg"
    if data[4:8] == b"ftyp" and data[8:12] in _MP4:
        return "audio/mp4"
    if data.startswith(b"RIFF") and data[8:12] == b"WAVE":
        return "audio/wav"
    raise WrongType


_MP4 = frozenset({b"M4A ", b"mp41", b"mp42", b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"dash"})
"""The brands of MP4 that carry sound; HEIC and AVIF pictures, which begin the same way, are not among them."""
