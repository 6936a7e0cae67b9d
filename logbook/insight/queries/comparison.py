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
    differences: dict[str, list[int]] = defaultdict(list)
    criteria: dict[str, Criterion] = {}
    for rated in rounds:
        sheet = contents[rated.sheet_version_id]
        theirs = rated.compared(rater)
        for name, level in rated.compared(Rater.LEARNER).items():
            if name in theirs and name in sheet.counting_ids:
                criteria[name] = sheet.all_criteria[name]
                levels = criteria[name].scale.by_id
                differences[name].append(levels[level].order - levels[theirs[name]].order)
    each = {name: _counted(steps) for name, steps in differences.items()}
    clear = sorted((name for name in each if each[name].notable), key=lambda name: -each[name].told)
    total = _counted([step for steps in differences.values() for step in steps])
    return Comparison(total, [(criteria[name], each[name]) for name in clear[:TOLD]])


def _counted(steps: list[int]) -> Calibration:
    """Count pairs by how many steps of the scale the learner is above (or below) the other."""
    return Calibration(len(steps), over=sum(step > 0 for step in steps), under=sum(step < 0 for step in steps))
