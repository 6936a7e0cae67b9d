"""What the school should do with each deed, in as few lines as it takes to say it: the rules, without a database."""

from dataclasses import dataclass, field
from uuid import UUID

Seen = tuple[int, dict[UUID, int]]
"""What a mentor saw of a week: its version, and the revision of each day that waited."""


class Refused(Exception):
    """The deed is answered with a problem; the argument is its code."""


@dataclass
class Day:
    """An entry. `placed`: its learner was in the placement on that day. `verdicts` are those of revision 1, 2, 3 …"""

    learner: int
    placed: bool
    state: str = "held"
    current: int = 0
    approved: int | None = None
    verdicts: list[str] = field(default_factory=list)

    @property
    def rev(self) -> int:
        """The newest revision."""
        return len(self.verdicts)

    def submit(self, base_rev: int) -> str:
        """File what a learner hands in."""
        verdict = self._verdict(base_rev)
        self.verdicts.append(verdict)
        if verdict == "applied":
            self.state = "submitted"
        if verdict == "applied" or (verdict == "held" and self.state == "held"):
            self.current = self.rev
        return verdict

    def _verdict(self, base_rev: int) -> str:
        if self.state == "approved":
            return "late_addition"
        if self.rev and base_rev != self.current:
            return "kept_as_conflict"
        return "applied" if self.placed else "held"

    def withdraw(self) -> None:
        """Take it back, if it waits."""
        if self.state not in ("draft", "submitted"):
            raise Refused("wrong_state")
        self.state = "draft"

    def waits_for_choice(self, rev: int) -> bool:
        """Return whether somebody may let a kept revision count."""
        verdict = self.verdicts[rev - 1]
        if self.state == "approved" and verdict != "late_addition":
            return False
        return verdict != "applied" and rev >= self.current and (rev != self.current or self.state == "held")

    def take_up(self, rev: int) -> None:
        """Let a kept revision count."""
        self.current, self.state = rev, "submitted"


@dataclass
class Week:
    """A learner's week at the placement."""

    version: int = 1
    approved: bool = False


class Model:
    """Everything that the school knows of two learners, who all write about one week."""

    def __init__(self) -> None:
        self.days: dict[UUID, Day] = {}
        self.erased: set[UUID] = set()
        self.weeks = [Week(), Week()]

    def day(self, entry_id: UUID) -> Day:
        """Return an entry that a deed is about."""
        if entry_id in self.erased:
            raise Refused("erased")
        if entry_id not in self.days:
            raise Refused("not_found")
        return self.days[entry_id]

    def submit(self, learner: int, entry_id: UUID, base_rev: int, *, placed: bool) -> tuple[str, int]:
        """File what a learner hands in; return verdict and revision."""
        if entry_id not in self.erased:
            self.days.setdefault(entry_id, Day(learner, placed))
        day = self.day(entry_id)
        return day.submit(base_rev), day.rev

    def rate_week(self, learner: int) -> tuple[str, int]:
        """File the learner's own soft skills; return verdict and the week's version."""
        week = self.weeks[learner]
        week.version += not week.approved
        return ("late_addition" if week.approved else "applied"), week.version

    def waiting(self, learner: int) -> Seen:
        """Return what the mentor sees of the week."""
        waiting = {
            entry_id: day.current
            for entry_id, day in self.days.items()
            if (day.learner, day.placed, day.state) == (learner, True, "submitted")
        }
        return self.weeks[learner].version, waiting

    def review(self, learner: int, seen: Seen, back: set[UUID]) -> tuple[str, int]:
        """Approve the days that the mentor saw, but send those of `back` back; the week with them."""
        week, now = self.weeks[learner], self.waiting(learner)
        if week.approved and not now[1]:
            return "applied", week.version
        if seen != now:
            raise Refused("stale")
        for entry_id, rev in seen[1].items():
            day = self.days[entry_id]
            day.state = "returned" if entry_id in back else "approved"
            day.approved = day.approved if entry_id in back else rev
        week.version += not week.approved
        week.approved = True
        return "applied", week.version
