"""How the learner's own ratings compare with somebody else's of the same rounds: counts, a direction, never a rank."""

from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH = 5
"""Under five pairs nothing is claimed: it says "not enough yet"."""
CLEARLY = 2
"""One direction is told when it comes at least twice as often as the other; else the differences are mixed."""
NOTABLE = 0.2
"""The share of differing pairs from which a teacher is told to look."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Pairs of ratings of one criterion in one round; `over` counts those where only the learner said met."""

    pairs: int = 0
    over: int = 0
    under: int = 0

    @property
    def enough(self) -> bool:
        """Whether there are enough pairs to say anything."""
        return self.pairs >= ENOUGH

    @property
    def differs(self) -> int:
        """How many pairs differ."""
        return self.over + self.under

    @property
    def same(self) -> int:
        """How many pairs agree."""
        return self.pairs - self.differs

    @property
    def direction(self) -> str:
        """`over`, `under` or `mixed`; empty when nothing differs or there are too few pairs to say so."""
        if not self.enough or not self.differs:
            return ""
        if self.over >= CLEARLY * self.under:
            return "over"
        return "under" if self.under >= CLEARLY * self.over else "mixed"

    @property
    def told(self) -> int:
        """How many pairs go the way that `direction` tells."""
        return {"over": self.over, "under": self.under, "mixed": self.differs}.get(self.direction, 0)

    @property
    def notable(self) -> bool:
        """Whether it differs often enough to look at."""
        return bool(self.direction) and self.told >= NOTABLE * self.pairs


@dataclass(frozen=True, slots=True)
class Trend:
    """The first half of the pairs beside the second half; of an odd number the middle one is in the second half."""

    before: Calibration
    since: Calibration

    @property
    def enough(self) -> bool:
        """Whether each half has enough pairs to say anything."""
        return self.before.enough and self.since.enough

    @property
    def way(self) -> str:
        """`closer` or `further` when the share that differs changed notably, else `steady`; empty when unknown."""
        if not self.enough:
            return ""
        change = self.since.differs / self.since.pairs - self.before.differs / self.before.pairs
        if abs(change) < NOTABLE:
            return "steady"
        return "further" if change > 0 else "closer"


NOTHING_COMPARED = Calibration()


def counted(steps: Sequence[int]) -> Calibration:
    """Count pairs by how many steps of the scale the learner is above (or below) the other."""
    return Calibration(len(steps), over=sum(step > 0 for step in steps), under=sum(step < 0 for step in steps))


def trend_of(steps: Sequence[int]) -> Trend:
    """Return the trend of pairs, the oldest first."""
    half = len(steps) // 2
    return Trend(counted(steps[:half]), counted(steps[half:]))
