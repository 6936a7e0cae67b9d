"""The three-party grid: criteria down, stages across, in each cell what learner, mentor and teacher said last.

Pure functions over observations, newest first. A supervisor's ratings are no party: they are shown with the evidence.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from logbook.core.roles import Rater
from logbook.sheets.models import STAGES, Criterion, SheetContent
from logbook.sheets.models.content import Text

PARTIES = (Rater.LEARNER, Rater.MENTOR, Rater.TEACHER)
JUDGES = (Rater.MENTOR, Rater.TEACHER)
MET = frozenset({"met", "above"})
Marks = Mapping[Rater, Mapping[str, str]]


class Observation(NamedTuple):
    """One round (or one week of soft skills): its stage and, for each party, criterion to level.

    `sealed` says that what the learner thinks of it is left out for now.
    """

    stage: str
    marks: Marks
    sealed: bool = False


@dataclass(slots=True)
class Tally:
    """One stage while it is summed, by criterion: in how many rounds, each party's latest level, and who differs.

    `paired` are the criteria that the learner and a judge both rated in some round, `apart` the levels of those on
    which they differ in the latest such round.
    """

    count: Counter[str] = field(default_factory=Counter)
    latest: dict[Rater, dict[str, str]] = field(default_factory=lambda: {party: {} for party in PARTIES})
    paired: dict[Rater, set[str]] = field(default_factory=lambda: {judge: set() for judge in JUDGES})
    apart: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))


class Cell(NamedTuple):
    """What a cell shows: a mark state for each party, in how many rounds, and how the learner's view differs."""

    stage: str
    states: tuple[str, str, str]
    rounds: int
    drift: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """A criterion with a cell (or None) for each stage."""

    criterion: Criterion
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class GridGroup:
    """The criteria under one heading."""

    title: Text
    rows: tuple[GridRow, ...]


class Total(NamedTuple):
    """How many criteria a party's latest rating calls met under a stage, of those it rated there."""

    met: int
    rated: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole view of one sheet."""

    groups: tuple[GridGroup, ...]

    @property
    def empty(self) -> bool:
        """Whether nobody has rated anything."""
        return not any(cell for group in self.groups for row in group.rows for cell in row.cells)


def tallies(observations: Iterable[Observation]) -> dict[str, Tally]:
    """Return the tally of each stage. `observations` come newest first.

    A year holds some thousands of ratings: whole rounds are laid over each other, not rating by rating.
    """
    found: dict[str, Tally] = defaultdict(Tally)
    for stage, marks, _sealed in observations:
        tally = found[stage]
        tally.count.update(set().union(*marks.values()))
        for party, values in marks.items():
            tally.latest[party] = {**values, **tally.latest[party]}
        own = marks.get(Rater.LEARNER)
        for judge in JUDGES:
            if own and judge in marks:
                _pair(tally, judge, own, marks[judge])
    return found


def _pair(tally: Tally, judge: Rater, own: Mapping[str, str], theirs: Mapping[str, str]) -> None:
    """Compare what the learner and a judge rated together for the first (newest) time."""
    fresh = (own.keys() & theirs.keys()) - tally.paired[judge]
    tally.paired[judge] |= fresh
    for criterion in fresh:
        if own[criterion] != theirs[criterion]:
            tally.apart[criterion].append((own[criterion], theirs[criterion]))


def drift_of(criterion: Criterion, pairs: Iterable[tuple[str, str]]) -> str:
    """Return `over` when the learner's level is the higher one, `under`, `mixed` when judges disagree, or nothing."""
    apart = [pair for pair in pairs if pair[0] != pair[1]]
    if not apart:
        return ""
    levels = criterion.scale.by_id
    ways = {
        "over" if levels[own].order > levels[other].order else "under"
        for own, other in apart
        if own in levels and other in levels
    }
    return "mixed" if len(ways) > 1 else next(iter(ways), "")


def grid_of(content: SheetContent, observations: Iterable[Observation], stages: tuple[str, ...] = STAGES) -> Grid:
    """Return the grid of a sheet. Levels of an older version that the sheet no longer has are shown as nothing."""
    found = tallies(observations)
    columns = [(stage, found.get(stage)) for stage in stages]
    groups = tuple(
        GridGroup(group.title, tuple(GridRow(each, _cells(each, columns)) for each in group.criteria))
        for group in content.groups
    )
    return Grid(groups)


def _cells(criterion: Criterion, columns: list[tuple[str, Tally | None]]) -> tuple[Cell | None, ...]:
    marks: dict[str | None, str] = {level.id: level.mark for level in criterion.scale.levels}
    return tuple(
        [
            _cell(criterion, stage, tally, marks) if tally and criterion.id in tally.count else None
            for stage, tally in columns
        ]
    )


def _cell(criterion: Criterion, stage: str, tally: Tally, marks: dict[str | None, str]) -> Cell:
    name = criterion.id
    learner, mentor, teacher = [marks.get(levels.get(name), "none") for levels in tally.latest.values()]
    drift = drift_of(criterion, tally.apart[name]) if name in tally.apart else ""
    return Cell(stage, (learner, mentor, teacher), tally.count[name], drift)


def state_of(criterion: Criterion, level: str | None) -> str:
    """Return the mark for a level of the criterion's scale: `none`, `not_met`, `met` or `above`."""
    known = criterion.scale.by_id.get(level) if level else None
    return known.mark if known else "none"


def totals_of(content: SheetContent, grid: Grid) -> dict[Rater, tuple[Total, ...]]:
    """Return for each party one total a stage, of the criteria that count (of all where none do: soft skills)."""
    counting = content.counting_ids or content.all_criteria.keys()
    rows = [row.cells for group in grid.groups for row in group.rows if row.criterion.id in counting]
    by_stage = [[cell.states for cell in cells if cell] for cells in zip(*rows, strict=True)]
    return {
        party: tuple(_total([states[place] for states in stage]) for stage in by_stage)
        for place, party in enumerate(PARTIES)
    }


def _total(states: list[str]) -> Total:
    return Total(sum(state in MET for state in states), sum(state != "none" for state in states))
