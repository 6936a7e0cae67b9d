"""How a learner's own ratings compare with somebody else's of the same rounds: as help, in counts, never as a mark."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from logbook.core.roles import Rater
from logbook.entries.models import RatedRound, RatedWeek
from logbook.sheets.models import Criterion, SheetContent, SheetKind

from .calibration import Calibration, counted

TOLD = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """What the learner and somebody else said of one criterion in the same round, or week of soft skills.

    `step` is how many steps of the scale the learner is above the other; negative when below.
    """

    rated: RatedRound | RatedWeek
    sheet: SheetContent
    criterion: Criterion
    step: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """All counting criteria together, and those with a clear direction, the clearest first (at most three)."""

    total: Calibration
    criteria: list[tuple[Criterion, Calibration]]


def step_of(criterion: Criterion, own: Mapping[str, str], theirs: Mapping[str, str]) -> int | None:
    """Return how many steps the learner's level is above the other's; None unless both rated the criterion."""
    levels = criterion.scale.by_id
    mine, other = levels.get(own.get(criterion.id, "")), levels.get(theirs.get(criterion.id, ""))
    return mine.order - other.order if mine and other else None


def pairs_of(
    rated: Iterable[RatedRound | RatedWeek], contents: Mapping[UUID, SheetContent], rater: Rater
) -> Iterator[Pair]:
    """Yield the pairs of the learner and `rater` in these rounds or weeks, in their order and that of the sheet.

    The one place that says what is a pair: a blind rating counts where there is one, and of a sheet that is worked on
    only what counts for reaching it. Of soft skills everything is compared.
    """
    for each in rated:
        sheet = contents.get(each.sheet_version_id) if each.sheet_version_id else None
        own, theirs = each.compared(Rater.LEARNER), each.compared(rater)
        if sheet is None or not own or not theirs:
            continue
        counts = sheet.all_criteria.keys() if sheet.kind is SheetKind.ATTITUDE else sheet.counting_ids
        for name, criterion in sheet.all_criteria.items():
            step = step_of(criterion, own, theirs) if name in counts else None
            if step is not None:
                yield Pair(each, sheet, criterion, step)


def compared(rounds: Iterable[RatedRound], contents: Mapping[UUID, SheetContent], rater: Rater) -> Comparison:
    """Compare the learner with `rater` over these rounds."""
    steps: dict[str, list[int]] = defaultdict(list)
    criteria: dict[str, Criterion] = {}
    for pair in pairs_of(rounds, contents, rater):
        criteria[pair.criterion.id] = pair.criterion
        steps[pair.criterion.id].append(pair.step)
    each = {name: counted(some) for name, some in steps.items()}
    clear = sorted((name for name in each if each[name].notable), key=lambda name: -each[name].told)
    total = counted([step for some in steps.values() for step in some])
    return Comparison(total, [(criteria[name], each[name]) for name in clear[:TOLD]])
