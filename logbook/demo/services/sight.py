"""What was really reached, and how each of three people sees it."""

from collections.abc import Mapping
from dataclasses import dataclass

from logbook.sheets.models import Criterion, SheetContent

from .dice import Dice
from .patterns import Habit, Pattern

Values = Mapping[str, str]

HARDEST = 14
"""How far apart easy and hard criteria lie: the larger, the closer."""
MASTERED = 0.5


def _mastery(skill: float) -> float:
    """Return how often something succeeds: never while it is not mastered at all, and never quite always."""
    return min(0.98, skill) if skill >= MASTERED else 0.0


@dataclass(frozen=True, slots=True)
class Sight:
    """The eyes of one learner's story: `week` counts from 0."""

    dice: Dice
    pattern: Pattern
    habit: Habit

    def truth(self, content: SheetContent, week: float) -> Values:
        """Return what an expert would say: skill grows with the weeks, and the hard criteria are not mastered yet."""
        level = self.pattern.skill + self.pattern.growth * week + 0.1
        return {
            criterion.id: self._level(criterion, _mastery(level - (place * 7 % 10) / HARDEST))
            for place, criterion in enumerate(content.all_criteria.values())
        }

    def soft_truth(self, content: SheetContent) -> Values:
        """Return the attitude of a week."""
        return {each.id: self._level(each, self.pattern.soft) for each in content.all_criteria.values()}

    def own(self, content: SheetContent, truth: Values, *, looked: bool = True, gaps: bool = True) -> Values:
        """Return how the learner sees it; over-estimates more when the weld was not looked at, and leaves gaps."""
        over = min(0.95, self.pattern.over + (0 if looked else 0.2))
        values: dict[str, str] = {}
        for criterion in content.all_criteria.values():
            if gaps and self.dice.chance(self.pattern.gaps):
                continue
            values[criterion.id] = self._bent(criterion, truth[criterion.id], over, self.pattern.under)
        return values

    def mentors(self, own: Mapping[str, str], truth: Values) -> Values:
        """Return the mentor's view of what the learner rated: as the learner says, except what the mentor sees."""
        return {
            each: truth[each] if level != truth[each] and self.dice.chance(self.habit.sees) else level
            for each, level in own.items()
        }

    def experts(self, content: SheetContent, truth: Values, *, part: float = 1.0) -> Values:
        """Return a teacher's or supervisor's view: nearly the truth, of a `part` of the criteria."""
        return {
            each.id: self._bent(each, truth[each.id], 0.05, 0.05)
            for each in content.all_criteria.values()
            if self.dice.chance(part)
        }

    def _level(self, criterion: Criterion, probability: float) -> str:
        levels = criterion.scale.levels
        met = next(level for level in levels if level.counts_as_met)
        if not self.dice.chance(probability):
            return levels[0].id
        return levels[-1].id if levels[-1] is not met and self.dice.chance(0.15) else met.id

    def _bent(self, criterion: Criterion, level: str, over: float, under: float) -> str:
        """Return `level` one step higher or lower, by the chances of over- and under-estimation."""
        levels = criterion.scale.levels
        place = criterion.scale.by_id[level].order - levels[0].order
        if place == 0:
            return levels[1].id if self.dice.chance(over) else level
        return levels[place - 1].id if self.dice.chance(under) else level
