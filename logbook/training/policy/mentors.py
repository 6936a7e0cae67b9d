"""What is asked of mentors: at most three learners, never a day without one, and the conditions of recognition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from .agreement import years_after

MOST_LEARNERS = 3
WARN_BEFORE = timedelta(days=60)
TRAINED_WITHIN_YEARS = 1
RECOGNISED_FOR_YEARS = 5
ONE_DAY = timedelta(days=1)

CONDITIONS = ("age", "experience", "training")
GROUNDS = {"age": ("rule", "proof"), "experience": ("rule", "proof"), "training": ("rule", "exempt")}
"""On what ground a condition is held to be met: the rule itself, proof of an earlier training, or an exemption."""
_YOUNGEST = {"rule": 25, "proof": 23}


@dataclass(frozen=True, slots=True)
class Period:
    """A learner with a mentor from `first` to `last` (inclusive; None: no end)."""

    learner_id: UUID
    first: date
    last: date | None

    def on(self, day: date) -> bool:
        """Return whether the period holds `day`."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Need:
    """Something a placement or its mentor still needs: `missing`, `open`, `soon` (within 60 days) or `late`."""

    kind: str
    state: str
    due: date | None = None

    @property
    def urgent(self) -> bool:
        """Whether somebody should act now."""
        return self.state != "open"


def most_at_once(periods: Iterable[Period], first: date, last: date | None) -> int:
    """Return the highest number of different learners on any one day from `first` to `last`."""
    known = list(periods)
    starts = {first} | {each.first for each in known if first <= each.first and (last is None or each.first <= last)}
    return max(len({each.learner_id for each in known if each.on(day)}) for day in starts)


def first_day_without(periods: Iterable[Period], first: date, last: date | None) -> date | None:
    """Return the first day from `first` to `last` that no period holds, or None when there is no such day."""
    day, known = first, list(periods)
    while last is None or day <= last:
        holding = [each for each in known if each.on(day)]
        if not holding:
            return day
        ends = [each.last for each in holding if each.last is not None]
        if len(ends) < len(holding):
            return None
        day = max(ends) + ONE_DAY
    return None


def youngest_for(ground: str) -> int:
    """Return the age that a mentor must have reached, on that ground."""
    return _YOUNGEST[ground]


def mentor_needs(met: Mapping[str, date], recognised_on: date | None, today: date) -> list[Need]:
    """Return what a mentor still needs: `met` holds the conditions with their day, `recognised_on` the recognition's.

    The training is due a year after the recognition, which is itself valid for five.
    """
    needs = [Need(kind, "missing") for kind in ("age", "experience") if kind not in met]
    if recognised_on is None:
        needs.append(Need("recognition", "missing"))
        return needs + [Need("training", "missing")] * ("training" not in met)
    if "training" not in met:
        needs.append(_due("training", years_after(recognised_on, TRAINED_WITHIN_YEARS), today))
    ending = _due("recognition", years_after(recognised_on, RECOGNISED_FOR_YEARS), today)
    return needs + [ending] * ending.urgent


def _due(kind: str, due: date, today: date) -> Need:
    if today > due:
        return Need(kind, "late", due)
    return Need(kind, "soon" if due - today <= WARN_BEFORE else "open", due)
