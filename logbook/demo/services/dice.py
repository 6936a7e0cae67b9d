"""Seeded chance, and ids that carry the moment of what they name."""

from collections.abc import Sequence
from datetime import datetime
from random import Random
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")
_VERSION_AND_VARIANT = (0x7 << 76) | (0b10 << 62)
_RANDOM_BITS = ~((0xF << 76) | (0b11 << 62)) & ((1 << 80) - 1)


class Dice:
    """Chance that falls the same way each time for the same seed, whatever other dice do."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)

    def chance(self, probability: float) -> bool:
        """Return True with the given probability."""
        return self._random.random() < probability

    def pick(self, things: Sequence[T]) -> T:
        """Return one of `things`."""
        return self._random.choice(things)

    def between(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return self._random.randint(low, high)

    def id_at(self, moment: datetime) -> UUID:
        """Return a UUIDv7 made at `moment`, so that ids sort by time in a made history too."""
        bits = self._random.getrandbits(80) & _RANDOM_BITS
        return UUID(int=(int(moment.timestamp() * 1000) << 80) | bits | _VERSION_AND_VARIANT)
