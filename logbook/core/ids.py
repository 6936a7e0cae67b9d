"""Identifiers: UUID version 7, made where the thing is made (the phone makes those of entries and deeds)."""

import secrets
import time
from uuid import UUID

_VERSION, _VARIANT = 0x7 << 76, 0b10 << 62


def new_id() -> UUID:
    """Return a new UUIDv7 (RFC 9562, method 3 of 6.2): Unix milliseconds, 12 bits of their fraction, 62 random bits.

    Ids that one process makes sort in the order of making, also within a millisecond.
    """
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    fraction = (nanoseconds << 12) // 1_000_000
    return UUID(int=(milliseconds << 80) | _VERSION | (fraction << 64) | _VARIANT | secrets.randbits(62))


def made_at(made: UUID) -> int:
    """Return when an id was made, in Unix milliseconds by the clock of who made it."""
    return made.int >> 80


def first_id(milliseconds: int) -> UUID:
    """Return an id that sorts before every one that is made from that moment on."""
    return UUID(int=max(milliseconds, 0) << 80)
