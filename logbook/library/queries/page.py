"""The library's page: what there is for this actor, or what was found, with how far the learner or the class is."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy import func, select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.roles import AT_WORK, SCHOOL_STAFF, Role
from logbook.extensions import db
from logbook.plans.queries import planned_now
from logbook.sheets.models import SheetKind, Text
from logbook.sheets.queries import Index, SheetLine, sheet_index
from logbook.training.models import AssignedSheet, ClassGroup, Track
from logbook.training.queries import (
    ClassView,
    assigned_sheets,
    class_of,
    classes_in_reach,
    learners_of_class,
    placements_of,
)
from logbook.training.queries.reach import learners_of

from .matrix import PROCESS_ROWS, Cell, Table, matrix_of, rows_of
from .standing import Standing, standing_of

ALL_TRACKS = "all"
PAGE, TICKED = 20, 100
"""How many a page lists: more where they are ticked, since a tick does not go along to the next page."""
SHOWN = 12
MOST_FIRST = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks: words, a track (None is the own one), a class, a cell or a kind of sheet, a page.

    `row` is the process that a phone shows; with `choose` the sheets can be ticked, for `learner` when given.
    """

    q: str = ""
    track: str | None = None
    class_id: UUID | None = None
    row: str | None = None
    cell: Cell = field(default_factory=Cell)
    kind: str | None = None
    choose: bool = False
    learner: UUID | None = None
    page: int = 1

    @property
    def searches(self) -> bool:
        """Whether it asks for a list instead of the whole library."""
        return bool(self.q or self.cell or self.kind or self.choose)


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found; `more` says whether a page follows, `elsewhere` counts what other tracks have."""

    lines: tuple[SheetLine, ...]
    total: int
    page: int
    more: bool
    elsewhere: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """Sheets that are no welds, of one kind: the first of them, and how many there are."""

    kind: str
    lines: tuple[SheetLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """What the page shows: `found` when something was asked, else tables and shelves. `first` are the actor's own.

    `planned` are those that the learner's plan names for now; they are not in `first` again.
    """

    asked: Asked
    track: str | None
    tracks: tuple[tuple[str, Text], ...]
    classes: tuple[ClassView, ...]
    group: ClassView | None
    learners: tuple[UUID, ...]
    standing: Standing | None
    planned: tuple[SheetLine, ...]
    first: tuple[SheetLine, ...]
    found: Found | None
    tables: tuple[Table, ...]
    shelves: tuple[Shelf, ...]
    row: str | None

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all to show."""
        return not (self.found or self.tables or self.shelves)

    @property
    def rows(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The processes that any table has, with their numbers."""
        known = {row.process: row.numbers for table in self.tables for row in table.rows}
        return tuple((process, known[process]) for process in PROCESS_ROWS if process in known)


def library_page(actor: Actor, asked: Asked) -> LibraryPage:
    """Return the library as the actor asked for it. Raises NotFound for a class out of reach.

    The same number of queries whatever there is in it.
    """
    index = sheet_index(actor)
    classes, group = _classes(actor, asked.class_id)
    learners = _learners(actor, group)
    track = _track(asked, classes, group, learners, index.tracks)
    found = _found(index, asked, track) if asked.searches else None
    marked = learners if found is None or any(line.counting for line in found.lines) else ()
    standing = standing_of(actor, marked, together=group is not None, begun=found is None)
    planned = () if found or actor.role is not Role.LEARNER else _lines(index, planned_now(actor, actor.person_id))
    first = () if found else _first(actor, index)
    here = [] if found else [line for line in index.lines if line.of_track(track)]
    tables = () if found else matrix_of(index, track, standing)
    return LibraryPage(
        asked=replace(asked, track=track or ALL_TRACKS),
        track=track,
        tracks=() if found else _tracks(index),
        classes=classes,
        group=group,
        learners=learners,
        standing=standing,
        planned=planned,
        first=tuple(line for line in first if line not in planned),
        found=found,
        tables=tables,
        shelves=_shelves(here),
        row=_row(asked.row, tables, planned + first, standing),
    )


def _classes(actor: Actor, class_id: UUID | None) -> tuple[tuple[ClassView, ...], ClassView | None]:
    """Return the classes of who works at the school, and the one asked for."""
    if actor.role not in SCHOOL_STAFF:
        return (), None
    today = clock.today()
    classes = tuple(each for each in classes_in_reach(actor) if each.starts_on <= today <= each.ends_on)
    if class_id is None:
        return classes, None
    return classes, next((each for each in classes if each.id == class_id), None) or class_of(actor, class_id)


def _learners(actor: Actor, group: ClassView | None) -> tuple[UUID, ...]:
    """Return whose progress is shown."""
    if actor.role is Role.LEARNER:
        return (actor.person_id,)
    return tuple(each.id for each in learners_of_class(group.id)) if group else ()


def _tracks(index: Index) -> tuple[tuple[str, Text], ...]:
    """Return the tracks that any sheet is of, with their names, by id."""
    rows = db.session.execute(select(Track.id, Track.name).order_by(Track.id).limit(200))
    return tuple((row.id, row.name) for row in rows if row.id in index.tracks)


def _track(
    asked: Asked,
    classes: tuple[ClassView, ...],
    group: ClassView | None,
    learners: tuple[UUID, ...],
    known: frozenset[str],
) -> str | None:
    """Return the track asked for, else that of the class, of all classes, or of the learners; None for all tracks."""
    if asked.track is not None:
        return asked.track if asked.track in known else None
    if asked.choose or asked.q or asked.cell or asked.kind:
        return None
    own: set[str | None] = set()
    if classes:
        ids = [group.id] if group else [each.id for each in classes]
        own = set(db.session.scalars(select(ClassGroup.track_id).where(ClassGroup.id.in_(ids)).distinct()))
    if learners and own <= {None}:
        own = {each.track_id for each in placements_of(list(learners), clock.today())}
    track = own.pop() if len(own) == 1 else None
    return track if track in known else None


def _first(actor: Actor, index: Index) -> tuple[SheetLine, ...]:
    """Return what a learner has to do, or what the learners of somebody at work have to do, in order."""
    if actor.role is Role.LEARNER:
        ids = assigned_sheets(actor.person_id)
    elif actor.role in AT_WORK:
        query = (
            select(AssignedSheet.sheet_id)
            .where(AssignedSheet.learner_id.in_(learners_of(actor)))
            .group_by(AssignedSheet.sheet_id)
            .order_by(func.count().desc(), func.min(AssignedSheet.position), AssignedSheet.sheet_id)
        )
        ids = list(db.session.scalars(query.limit(MOST_FIRST)))
    else:
        return ()
    return _lines(index, ids)


def _lines(index: Index, ids: list[str]) -> tuple[SheetLine, ...]:
    return tuple(index.by_id[each] for each in ids if each in index.by_id)


def _found(index: Index, asked: Asked, track: str | None) -> Found:
    lines = index.find(asked.q) if asked.q else index.lines
    lines = tuple(line for line in lines if _kept(line, asked))
    here = tuple(line for line in lines if line.of_track(track))
    size = TICKED if asked.choose else PAGE
    page = min(asked.page, max(1, -(-len(here) // size)))
    return Found(
        here[(page - 1) * size : page * size], len(here), page, page * size < len(here), len(lines) - len(here)
    )


def _kept(line: SheetLine, asked: Asked) -> bool:
    if asked.choose and line.kind is SheetKind.ATTITUDE:
        return False
    if asked.cell and not asked.cell.holds(line):
        return False
    return asked.kind is None or (line.kind == asked.kind and line.weld is None)


def _shelves(lines: list[SheetLine]) -> tuple[Shelf, ...]:
    shelves = []
    for kind in (SheetKind.TASK, SheetKind.THEME, SheetKind.ATTITUDE):
        here = [line for line in lines if line.kind is kind and line.weld is None]
        if here:
            shelves.append(Shelf(kind.value, tuple(here[:SHOWN]), len(here)))
    return tuple(shelves)


def _row(
    asked: str | None, tables: tuple[Table, ...], first: tuple[SheetLine, ...], standing: Standing | None
) -> str | None:
    """Return the process that a phone shows: the one asked for, else that of the first sheet to do, else the first."""
    there = [row.process for table in tables for row in table.rows]
    if asked in there:
        return asked
    begun = (line for line in first if standing is None or standing.of(line).state != "reached")
    wanted = (process for line in begun for process in rows_of(line) if process in there)
    return next(wanted, there[0] if there else None)
