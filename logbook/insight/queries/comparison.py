"""How a learner's own ratings compare with the mentor's of the same rounds: as help, in counts, never as a mark."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from logbook.core.roles import Rater
from logbook.entries.models import RatedRound
from logbook.sheets.models import Criterion, SheetContent

from .calibration import Calibration

TOLD = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """All counting criteria together, and those with a clear direction, the clearest first (at most three)."""

    total: Calibration
    criteria: list[tuple[Criterion, Calibration]]


def compared(rounds: Iterable[RatedRound], contents: Mapping[UUID, SheetContent], rater: Rater) -> Comparison:
    """Compare the learner with `rater` over these rounds: a blind rating counts where there is one."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    criteria: dict[str, Criterion] = {}
    for rated in rounds:
        sheet = contents[rated.sheet_version_id]
        theirs = rated.compared(rater)
        for name, level in rated.compared(Rater.LEARNER).items():
            if name in theirs and name in sheet.counting_ids:
                criteria[name] = sheet.all_criteria[name]
                levels = criteria[name].scale.by_id
                difference = levels[level].order - levels[theirs[name]].order
                count = counts[name]
                count[0], count[1], count[2] = count[0] + 1, count[1] + (difference > 0), count[2] + (difference < 0)
    each = {name: Calibration(*count) for name, count in counts.items()}
    total = Calibration(*(sum(column) for column in zip(*counts.values(), strict=True)))
    clear = sorted((name for name in each if each[name].notable), key=lambda name: -each[name].told)
    return Comparison(total, [(criteria[name], each[name]) for name in clear[:TOLD]])
