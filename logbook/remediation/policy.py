"""Who needs to catch up on a criterion, who can go further, and why: pure rules over what was rated.

A round (for soft skills: a week) is judged by the mentor, and by the teacher where the mentor said nothing, as
everywhere; a supervisor's rating is never a judgement. The thresholds stand here and nowhere else. They find whom to
talk about, not how good somebody is: learners are never ranked, and under `ENOUGH` judgements nothing is claimed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from logbook.insight.queries.calibration import Calibration
from logbook.sheets.models import STAGES

from .models import LessonKind

ENOUGH = 3
"""Judgements from which something is claimed; two that are both "not met" already are a reason to catch up."""
LAST, NOT_MET, SETTLED = 4, 2, 2
"""Catch up: at least `NOT_MET` of the `LAST` judgements are not met. Who met the `SETTLED` newest has learnt it since:
an old mistake is no reason, nor is having seen it too well then."""
PAIRS = 10
"""How many of the newest pairs with the learner's own rating say whether the learner sees it too well. `Calibration`
says from how many on, and how clearly."""
EARLY = STAGES[:2]
STUCK_ROUNDS, STUCK_FOR = 4, timedelta(weeks=6)
"""Catch up: as many rounds in one early stage, over as long, and the newest judgement is still "not met"."""
MASTERED, ABOVE = 3, 2
"""Go further: the `MASTERED` newest judgements are all met, and `ABOVE` of them above expectation or the newest one in
`DEEP`."""
DEEP = frozenset(STAGES[STAGES.index("reflection") :])


@dataclass(frozen=True, slots=True)
class Judged:
    """What one round says of one criterion. `step`: how many levels the learner's own rating is above it, if given.

    `stage` is empty for a week's soft skills, `entry_id` None for what has no entry.
    """

    on: date
    stage: str
    met: bool
    above: bool
    step: int | None = None
    entry_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """The newest rounds on a sheet that are all in one stage: since when until when, and how many."""

    stage: str
    first: date
    last: date
    rounds: int

    @property
    def stuck(self) -> bool:
        """Whether that is long for an early stage."""
        return self.stage in EARLY and self.rounds >= STUCK_ROUNDS and self.last - self.first >= STUCK_FOR


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: `not_met`, `over`, `stuck`, `above` or `deep`, in so many of so many; the rounds that it rests on."""

    name: str
    count: int
    total: int
    shown: tuple[Judged, ...]
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What one learner needs on one criterion; `kind` is None when there is not enough yet to say anything."""

    kind: LessonKind | None
    reasons: tuple[Reason, ...] = ()


NOT_YET = Need(None)


def stage_run(rounds: Sequence[tuple[date, str]]) -> Run | None:
    """Return the newest rounds of one learner on one sheet that are in the same stage; they come oldest first."""
    if not rounds:
        return None
    last, stage = rounds[-1]
    first, count = last, 0
    for day, each in reversed(rounds):
        if each != stage:
            break
        first, count = day, count + 1
    return Run(stage, first, last, count)


def need_of(judged: Sequence[Judged], run: Run | None, *, deepens: bool = True) -> Need | None:
    """Return what a learner needs on a criterion, from its judgements, oldest first; None for nothing in particular.

    `deepens` is false for a check of Yes or No, in which nobody goes further.
    """
    if not judged:
        return NOT_YET
    catching_up = tuple(_catching_up(judged, run))
    if catching_up:
        return Need(LessonKind.REMEDIATION, catching_up)
    if len(judged) < ENOUGH:
        return NOT_YET
    further = tuple(_further(judged)) if deepens else ()
    return Need(LessonKind.DEEPENING, further) if further else None


def _catching_up(judged: Sequence[Judged], run: Run | None) -> Iterable[Reason]:
    recent = judged[-LAST:]
    missed = tuple(each for each in recent if not each.met)
    settled = len(judged) >= SETTLED and all(each.met for each in judged[-SETTLED:])
    if settled:
        return
    if len(missed) >= NOT_MET:
        yield Reason("not_met", len(missed), len(recent), missed)
    pairs = [each for each in judged if each.step is not None][-PAIRS:]
    over = tuple(each for each in pairs if (each.step or 0) > 0)
    seen = Calibration(len(pairs), over=len(over), under=sum((each.step or 0) < 0 for each in pairs))
    if seen.direction == "over" and seen.notable:
        yield Reason("over", seen.over, seen.pairs, over)
    if run and run.stuck and not judged[-1].met:
        yield Reason("stuck", run.rounds, run.rounds, (judged[-1],), run)


def _further(judged: Sequence[Judged]) -> Iterable[Reason]:
    recent, newest = tuple(judged[-MASTERED:]), judged[-1]
    if not all(each.met for each in recent):
        return
    above = sum(each.above for each in recent)
    if above >= ABOVE:
        yield Reason("above", above, len(recent), recent)
    if newest.stage in DEEP:
        yield Reason("deep", len(recent), len(recent), recent)
