"""Who needs the teacher first, and why: a score that is the sum of named reasons. Facts and limits in, reasons out.

A new reason is a field of `Facts`, a limit of the school, a line here and a sentence in `macros/teacher.html`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from logbook.desk.policy import USUAL, Limits, clearly_worse
from logbook.desk.queries import SnoozeView

from .calibration import NOTHING_COMPARED, Calibration

URGENT = 40
NOTEWORTHY = 15


class Reason(NamedTuple):
    """One reason to look at a learner: its kind, its weight in the order, and the numbers its sentence needs.

    `measure` is how far it is, to tell whether it got worse; `what` is the sheet or the soft skill that it is about.
    """

    kind: str
    score: int
    n: int = 0
    of: int = 0
    since: date | None = None
    measure: int = 0
    what: str = ""
    before: tuple[int, int] = (0, 0)


class Stuck(NamedTuple):
    """A sheet on which the learner works while the stage stays the same."""

    sheet: str
    weeks: int


class Falling(NamedTuple):
    """In how many of the mentor's latest weeks a soft skill was met, and in how many of those just before."""

    item: str
    met: int
    of: int
    met_before: int
    of_before: int

    @property
    def points(self) -> int:
        """By how many points of a hundred it fell; never less than nothing."""
        if not self.of or not self.of_before:
            return 0
        return max(0, round(100 * self.met_before / self.of_before) - round(100 * self.met / self.of))


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a learner. `silent_days` are planned workdays without anything since `last_logged`.

    `approvals` are the seconds that the mentor's latest approvals took, `phone_days` how long entries wait on a phone,
    `visit_days` how long ago somebody should have visited.
    """

    silent_days: int = 0
    last_logged: date | None = None
    returned: int = 0
    waiting_days: int = 0
    overdue: int = 0
    calibration: Calibration = NOTHING_COMPARED
    stuck: Stuck | None = None
    falling: Falling | None = None
    hours_behind: int = 0
    phone_waiting: int = 0
    phone_days: int = 0
    approvals: tuple[int, ...] = ()
    visit_days: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """Reasons that count, those that wait with what lets them, and the kinds that came back since they got worse."""

    awake: tuple[Reason, ...]
    asleep: tuple[tuple[Reason, SnoozeView], ...]
    worse: frozenset[str]


def reasons(facts: Facts, limits: Limits = USUAL) -> tuple[Reason, ...]:
    """Return why this learner needs a look, the weightiest reason first; empty when nothing does."""
    return tuple(sorted(_reasons(facts, limits), key=lambda reason: -reason.score))


def order(found: Iterable[Reason], snoozes: Iterable[SnoozeView]) -> Order:
    """Set aside the reasons that somebody lets wait, but those that got clearly worse since. Snoozes are in force."""
    waits = {each.kind: each for each in snoozes}
    known = tuple(found)
    worse = {each.kind for each in known if each.kind in waits and clearly_worse(each.measure, waits[each.kind].n)}
    asleep = tuple((each, waits[each.kind]) for each in known if each.kind in waits and each.kind not in worse)
    set_aside = {each.kind for each, _ in asleep}
    return Order(tuple(each for each in known if each.kind not in set_aside), asleep, frozenset(worse))


def urgency(found: tuple[Reason, ...]) -> str:
    """Return `high`, `low` or nothing, from the sum of the scores."""
    score = total(found)
    if score >= URGENT:
        return "high"
    return "low" if score >= NOTEWORTHY else ""


def total(found: tuple[Reason, ...]) -> int:
    """Return the score that orders the class, the highest first."""
    return sum(reason.score for reason in found)


def _reasons(facts: Facts, limits: Limits) -> Iterator[Reason]:
    """Yield the reasons. A score never falls when a number grows, so that nobody sinks by getting worse."""
    yield from _of_the_log(facts, limits)
    yield from _of_the_work(facts, limits)
    if facts.overdue >= limits.overdue:
        yield Reason("overdue", 12 + min(4 * facts.overdue, 20), facts.overdue, measure=facts.overdue)
    if facts.hours_behind >= limits.hours_behind:
        behind = facts.hours_behind
        yield Reason("hours", 10 + min(behind // 2, 20), behind, measure=behind)
    if facts.visit_days >= limits.visit_days:
        days = facts.visit_days
        yield Reason("visit", 8 + min(days, 12), days, measure=days)
    quick = sum(seconds < limits.quick_seconds for seconds in facts.approvals)
    if quick >= limits.quick_weeks:
        yield Reason("quick", 4, quick, measure=quick)


def _of_the_log(facts: Facts, limits: Limits) -> Iterator[Reason]:
    """Yield what is wrong with what was, or was not, handed in and looked at."""
    if facts.silent_days >= limits.silent_days:
        days = facts.silent_days
        yield Reason("silent", 30 + min(2 * days, 20), days, since=facts.last_logged, measure=days)
    if facts.returned >= limits.returned:
        yield Reason("returned", 20, facts.returned, measure=facts.returned)
    if facts.waiting_days >= limits.waiting_days:
        days = facts.waiting_days
        yield Reason("waiting", 8 + min(2 * days, 24), days, measure=days)
    if facts.phone_waiting and facts.phone_days >= limits.phone_days:
        days = facts.phone_days
        yield Reason("phone", 6 + min(2 * days, 14), facts.phone_waiting, measure=days)


def _of_the_work(facts: Facts, limits: Limits) -> Iterator[Reason]:
    """Yield what the ratings and the stages tell."""
    how = facts.calibration
    if how.direction and 100 * how.told >= limits.drift_percent * how.pairs:
        share = round(100 * how.told / how.pairs)
        yield Reason(f"drift_{how.direction}", 20, how.told, how.pairs, measure=share)
    stuck = facts.stuck
    if stuck and stuck.weeks >= limits.stuck_weeks:
        yield Reason("stuck", 12 + min(stuck.weeks, 12), stuck.weeks, measure=stuck.weeks, what=stuck.sheet)
    fall = facts.falling
    if fall and fall.points >= limits.falling_percent:
        yield Reason(
            "falling",
            10 + fall.points // 10,
            fall.met,
            fall.of,
            measure=fall.points,
            what=fall.item,
            before=(fall.met_before, fall.of_before),
        )
