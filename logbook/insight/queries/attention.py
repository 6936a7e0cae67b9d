"""Who needs the teacher first, and why: a score that is the sum of named reasons. Facts in, reasons out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from .calibration import NOTHING_COMPARED, Calibration

SILENT_DAYS = 3
WAITING_DAYS = 3
QUICK_SECONDS = 10
QUICK_WEEKS = 3
URGENT = 40
NOTEWORTHY = 15


class Reason(NamedTuple):
    """One reason to look at a learner: its kind, its weight in the order, and the numbers its sentence needs."""

    kind: str
    score: int
    n: int = 0
    of: int = 0
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a learner. `silent_days` are planned workdays without anything since `last_logged`."""

    silent_days: int = 0
    last_logged: date | None = None
    returned: int = 0
    waiting_days: int = 0
    overdue: int = 0
    calibration: Calibration = NOTHING_COMPARED
    quick_weeks: int = 0


def reasons(facts: Facts) -> tuple[Reason, ...]:
    """Return why this learner needs a look, the weightiest reason first; empty when nothing does."""
    return tuple(sorted(_reasons(facts), key=lambda reason: -reason.score))


def urgency(found: tuple[Reason, ...]) -> str:
    """Return `high`, `low` or nothing, from the sum of the scores."""
    score = total(found)
    if score >= URGENT:
        return "high"
    return "low" if score >= NOTEWORTHY else ""


def total(found: tuple[Reason, ...]) -> int:
    """Return the score that orders the class, the highest first."""
    return sum(reason.score for reason in found)


def _reasons(facts: Facts) -> Iterator[Reason]:
    if facts.silent_days >= SILENT_DAYS:
        yield Reason("silent", 30 + min(2 * facts.silent_days, 20), facts.silent_days, since=facts.last_logged)
    if facts.returned:
        yield Reason("returned", 20, facts.returned)
    if facts.waiting_days >= WAITING_DAYS:
        yield Reason("waiting", 8 + min(2 * facts.waiting_days, 24), facts.waiting_days)
    if facts.overdue:
        yield Reason("overdue", 12 + min(4 * facts.overdue, 20), facts.overdue)
    if facts.calibration.notable:
        how = facts.calibration
        yield Reason(f"drift_{how.direction}", 20, how.told, how.pairs)
    if facts.quick_weeks >= QUICK_WEEKS:
        yield Reason("quick", 4, facts.quick_weeks)
