"""Identifiers: UUID version 7, made where the thing is made (the phone makes those of entries and deeds)."""

import secrets
import time
from uuid import UUID

_VERSION_AND_VARIANT = (0x7 << 76) | (0b10 << 62)
_RANDOM_BITS = ~((0xF << 76) | (0b11 << 62)) & ((1 << 80) - 1)


def new_id() -> UUID:
    """Return a new UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, 74 random bits; ids sort by time of making."""
    milliseconds = time.time_ns() // 1_000_000
    return UUID(int=(milliseconds << 80) | (secrets.randbits(80) & _RANDOM_BITS) | _VERSION_AND_VARIANT)


def made_at(made: UUID) -> int:
    """Return when an id was made, in Unix milliseconds by the clock of who made it."""
    return made.int >> 80


def first_id(milliseconds: int) -> UUID:
    """Return an id that sorts before every one that is made from that moment on."""
    return UUID(int=max(milliseconds, 0) << 80)
