"""A learner's council file, and those of a whole class."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.entries.models import StageStep
from logbook.entries.queries import stage_steps
from logbook.insight.queries.three_party import MET, PARTIES, Grid, GridGroup, GridRow, grid_of
from logbook.reviews.models import RemarkKind
from logbook.sheets.models import STAGES, Criterion, SheetContent, SheetKind, Stage
from logbook.sheets.queries import SOFT_SKILLS_SHEET, stage_map, versions
from logbook.training.queries import ClassView, PlacementView, class_of, placements_of

from .figures import Figures, figures
from .ratings import Rated, latest_ratings, observations
from .sealed import unsealed
from .words import VISIT, Word, words

POINTS, PROMISES, VISITS = 3, 6, 4
"""How many strong points, work points, commitments and visits fit on the page, the newest."""

Counts = tuple[int | None, int | None, int | None]
"""How many criteria of a group learner, mentor and teacher call met; None for who rated none of them."""


@dataclass(frozen=True, slots=True)
class SheetSummary:
    """A sheet on one learner's page: for each group the counts under each stage, the way through the stages."""

    content: SheetContent
    groups: tuple[tuple[GridGroup, tuple[Counts | None, ...]], ...]
    steps: tuple[StageStep, ...]
    differs: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class CouncilFile:
    """Everything on one learner's page. `soft_skills` has each sheet of them that somebody rated."""

    figures: Figures
    placements: tuple[PlacementView, ...]
    sheets: tuple[SheetSummary, ...]
    soft_skills: tuple[tuple[SheetContent, Grid], ...]
    strong: tuple[Word, ...]
    work: tuple[Word, ...]
    commitments: tuple[Word, ...]
    visits: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Council:
    """The files of a class for a period, by name."""

    group: ClassView
    first: date
    last: date
    stages: dict[str, Stage]
    files: tuple[CouncilFile, ...]


@dataclass(frozen=True, slots=True)
class _Sources:
    """What was read, by learner, and the sheet versions it speaks of."""

    placements: dict[UUID, list[PlacementView]]
    rated: dict[UUID, list[Rated]]
    steps: dict[UUID, list[StageStep]]
    said: dict[UUID, list[Word]]
    contents: dict[UUID, SheetContent]


def council_files(
    actor: Actor,
    class_id: UUID,
    learner_id: UUID | None = None,
    *,
    first: date | None = None,
    last: date | None = None,
    for_mentors: bool = False,
) -> Council:
    """Return the files of a class, or of one learner of it, over a period; without dates its school year until today.

    `for_mentors` is for what mentors read too: where ratings are blind first, what is sealed for them is not in it.
    Raises NotFound for a class out of reach and for a learner who is not in it.
    """
    return files_in(actor, class_of(actor, class_id), learner_id, (first, last), for_mentors=for_mentors)


def files_in(
    actor: Actor,
    group: ClassView,
    learner_id: UUID | None,
    period: tuple[date | None, date | None],
    *,
    for_mentors: bool = False,
) -> Council:
    """Return the same for a class, or a learner of it, that the caller has found in reach."""
    first, last = period_in(group, *period)
    people = figures(group.id, first, last, learner_id)
    if learner_id is not None and not people:
        raise NotFound
    ids = [each.id for each in people]
    found = latest_ratings(actor, ids, first, last)
    rated = _by_learner(unsealed(actor, found, first, last) if for_mentors else found)
    sources = _Sources(
        placements=_by_learner(each for each in placements_of(ids) if _touches(each, first, last)),
        rated=rated,
        steps=_by_learner(stage_steps(actor, ids, last)),
        said=_by_learner(words(actor, ids, first, last)),
        contents=versions(actor, {row.version_id for rows in rated.values() for row in rows}),
    )
    return Council(group, first, last, stage_map(actor), tuple(_file(each, sources) for each in people))


def period_in(group: ClassView, first: date | None, last: date | None) -> tuple[date, date]:
    """Return the period that is meant, inside the class's year and never the wrong way round."""
    first = min(max(first or group.starts_on, group.starts_on), group.ends_on)
    last = min(last or clock.today(), group.ends_on)
    return first, max(first, last)


def _touches(placement: PlacementView, first: date, last: date) -> bool:
    return placement.from_date <= last and (placement.until_date is None or placement.until_date >= first)


def _by_learner(things: Iterable[Any]) -> dict[UUID, list[Any]]:
    grouped: dict[UUID, list[Any]] = defaultdict(list)
    for thing in things:
        grouped[thing.learner_id].append(thing)
    return grouped


def _file(person: Figures, sources: _Sources) -> CouncilFile:
    by_sheet: dict[str, list[Rated]] = defaultdict(list)
    for row in sources.rated[person.id]:
        by_sheet[sources.contents[row.version_id].id].append(row)
    sheets = [(_newest(rows, sources.contents), rows) for rows in by_sheet.values()]
    steps, said = sources.steps[person.id], sources.said[person.id]
    return CouncilFile(
        figures=person,
        placements=tuple(sources.placements[person.id]),
        sheets=tuple(_summary(sheet, rows, steps) for sheet, rows in sheets if sheet.kind is not SheetKind.ATTITUDE),
        soft_skills=tuple((sheet, grid_of(sheet, observations(rows), ("",))) for sheet, rows in _attitudes(sheets)),
        strong=tuple(word for word in said if word.kind == RemarkKind.STRONG_POINT)[:POINTS],
        work=tuple(word for word in said if word.kind == RemarkKind.WORK_POINT)[:POINTS],
        commitments=tuple(word for word in said if word.commitment)[:PROMISES],
        visits=tuple(word for word in said if word.kind == VISIT)[:VISITS],
    )


def _attitudes(sheets: list[tuple[SheetContent, list[Rated]]]) -> list[tuple[SheetContent, list[Rated]]]:
    """Return the sheets of soft skills: the usual one first, then by id. Levels of two sheets stand never together."""
    there = [each for each in sheets if each[0].kind is SheetKind.ATTITUDE]
    return sorted(there, key=lambda each: (each[0].id != SOFT_SKILLS_SHEET, each[0].id))


def _newest(rows: list[Rated], contents: dict[UUID, SheetContent]) -> SheetContent:
    return max((contents[row.version_id] for row in rows), key=lambda content: content.number)


def _summary(content: SheetContent, rows: list[Rated], steps: list[StageStep]) -> SheetSummary:
    grid = grid_of(content, observations(rows))
    return SheetSummary(
        content=content,
        groups=tuple((group, tuple(_counts(group, index) for index in range(len(STAGES)))) for group in grid.groups),
        steps=tuple(step for step in steps if step.sheet_id == content.id),
        differs=tuple(row.criterion for group in grid.groups for row in group.rows if _differs(row)),
    )


def _counts(group: GridGroup, index: int) -> Counts | None:
    """Return the counts of one group under one stage; None when nobody rated anything there."""
    cells = [cell for row in group.rows if (cell := row.cells[index])]
    if not cells:
        return None
    learner, mentor, teacher = (_met([cell.states[place] for cell in cells]) for place in range(len(PARTIES)))
    return learner, mentor, teacher


def _met(states: list[str]) -> int | None:
    """Return how many states are met; None when the party rated none of them."""
    return sum(state in MET for state in states) if set(states) != {"none"} else None


def _differs(row: GridRow) -> bool:
    """Whether learner and judges differ on it in the furthest stage where it was rated."""
    last = next((cell for cell in reversed(row.cells) if cell), None)
    return last is not None and bool(last.drift)
