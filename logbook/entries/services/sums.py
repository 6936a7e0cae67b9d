"""The arithmetic of the weekly sums: from rounds and weeks with their ratings to rows. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from logbook.core.roles import Rater
from logbook.entries.models import RatedRound, RatedWeek
from logbook.sheets.models import STAGES, Criterion, SheetContent


class SumKey(NamedTuple):
    """Which row of one learner's sums."""

    kind: str
    rater_role: str
    week: int


@dataclass
class Sum:
    """One row: for each stage how many ratings and how many of them met, and the comparison with the learner's own."""

    n: list[int] = field(default_factory=lambda: [0] * len(STAGES))
    met: list[int] = field(default_factory=lambda: [0] * len(STAGES))
    pairs: int = 0
    over: int = 0
    under: int = 0

    def columns(self) -> dict[str, int]:
        """Return the row by the names of its columns."""
        counts = {f"n{place}": number for place, number in enumerate(self.n, start=1)}
        met = {f"met{place}": number for place, number in enumerate(self.met, start=1)}
        return {**counts, **met, "pairs": self.pairs, "over": self.over, "under": self.under}


Sums = dict[SumKey, Sum]


def sums_of(
    rounds: Iterable[RatedRound],
    weeks: Iterable[RatedWeek],
    stages: Mapping[UUID, str],
    contents: Mapping[UUID, SheetContent],
) -> Sums:
    """Return the rows of one learner. `stages` says under which stage each week's soft skills stand."""
    sums: Sums = defaultdict(Sum)
    for rated in rounds:
        content = contents[rated.sheet_version_id]
        counting = {name: content.all_criteria[name] for name in content.counting_ids}
        _add(sums, "task", rated, rated.stage, counting)
    for week in weeks:
        if week.sheet_version_id is not None:
            _add(sums, "attitude", week, stages[week.id], contents[week.sheet_version_id].all_criteria)
    return dict(sums)


def _add(sums: Sums, kind: str, rated: RatedRound | RatedWeek, stage: str, criteria: Mapping[str, Criterion]) -> None:
    """Add what every kind of rater said of one round or week; a rater who said nothing of it gets no row."""
    own = _counting(rated.latest(Rater.LEARNER), criteria)
    for role in {rating.role for rating in rated.ratings}:
        levels = _counting(rated.latest(role), criteria)
        if levels:
            row = sums[SumKey(kind, role.value, rated.week)]
            _count(row, STAGES.index(stage), levels, criteria)
            if role is not Rater.LEARNER:
                _compare(row, own, _counting(rated.compared(role), criteria), criteria)


def _counting(levels: Mapping[str, str], criteria: Mapping[str, Criterion]) -> dict[str, str]:
    return {name: level for name, level in levels.items() if name in criteria and level in criteria[name].scale.by_id}


def _count(row: Sum, place: int, levels: Mapping[str, str], criteria: Mapping[str, Criterion]) -> None:
    row.n[place] += len(levels)
    row.met[place] += sum(criteria[name].scale.by_id[level].counts_as_met for name, level in levels.items())


def _compare(row: Sum, own: Mapping[str, str], theirs: Mapping[str, str], criteria: Mapping[str, Criterion]) -> None:
    for name in own.keys() & theirs.keys():
        order = criteria[name].scale.by_id
        difference = order[own[name]].order - order[theirs[name]].order
        row.pairs += 1
        row.over += difference > 0
        row.under += difference < 0
