"""How the learner's own ratings compare with somebody else's of the same rounds: counts, a direction, never a rank."""

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


NOTHING_COMPARED = Calibration()
