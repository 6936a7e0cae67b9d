"""What a learner can do about a difference: the direction, how often, and where to look. Never a mark."""

from collections.abc import Iterable
from dataclasses import dataclass

from logbook.core.roles import Rater
from logbook.sheets.models import Criterion, SheetContent
from logbook.sheets.models.content import Text

from .calibration import Calibration, Trend
from .calibration_view import CriterionCalibration, SheetCalibration

OFTEN = 0.5
"""From half of the times on something is said to come often, below that sometimes."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence about a calibration says: `n` of `of` times, which way, and whether that is often."""

    direction: str
    n: int
    of: int
    often: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """A criterion on which the learner's view differs, from whose, and what to look at (when the sheet says so)."""

    sheet: SheetContent
    criterion: Criterion
    judge: Rater
    told: Told
    trend: Trend
    look_at: Text | None

    @property
    def stepped(self) -> bool:
        """Whether the scale has more than two levels: then higher need not mean that something is not good yet."""
        return len(self.criterion.scale.levels) > 2


def told_of(calibration: Calibration) -> Told | None:
    """Return the parts of the sentence; None with too few pairs, or too few that differ, to tell anything."""
    if not calibration.notable:
        return None
    often = calibration.told >= OFTEN * calibration.pairs
    return Told(calibration.direction, calibration.told, calibration.pairs, often)


def look_at(criterion: Criterion, direction: str) -> Text | None:
    """Return the sheet's own sentence: what to look for, or what is good for who is stricter than need be."""
    ways = (criterion.good, criterion.look_for) if direction == "under" else (criterion.look_for, criterion.good)
    examples = [item.text for item in criterion.examples[:1]]
    return next((text for text in (*ways, *examples) if text), None)


def advice_of(sheets: Iterable[SheetCalibration]) -> list[Advice]:
    """Return what to tell the learner: of each criterion the mentor's view, else the teacher's.

    The clearest first, and what goes one way before what goes both ways.
    """
    found = [advice for each in sheets for line in each.lines if (advice := _advice(each.sheet, line))]
    return sorted(found, key=_clearest)


def _clearest(each: Advice) -> tuple[bool, float, int, str]:
    return each.told.direction == "mixed", -each.told.n / each.told.of, -each.told.of, each.criterion.id


def _advice(sheet: SheetContent, line: CriterionCalibration) -> Advice | None:
    for judge, seen in line.seen.items():
        told = told_of(seen.calibration)
        if told:
            look = look_at(line.criterion, told.direction)
            return Advice(sheet, line.criterion, judge, told, seen.trend, look)
    return None
