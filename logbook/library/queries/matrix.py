"""The matrix of welds: for each joint and product a table of processes by positions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from logbook.sheets.models import WELD_POSITIONS
from logbook.sheets.queries import Index, SheetLine

from .standing import Mark, Standing

PROCESS_ROWS: Mapping[str, tuple[str, ...]] = {
    "mig_mag": ("131", "135", "136", "138"),
    "tig": ("141",),
    "electrode": ("111",),
}
"""The rows: how a workshop speaks of the processes, each with its ISO 4063 numbers."""
_ROW_OF = {process: row for row, processes in PROCESS_ROWS.items() for process in processes}
_RANK = ("none", "begun", "part", "reached")


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in the matrix, as addresses name it; what is None may be anything."""

    process: str | None = None
    joint: str | None = None
    product: str | None = None
    position: str | None = None

    def __bool__(self) -> bool:
        return any((self.process, self.joint, self.product, self.position))

    def holds(self, line: SheetLine) -> bool:
        """Whether a sheet stands there."""
        weld = line.weld
        return weld is not None and all(
            (
                self.process is None or self.process in rows_of(line),
                self.joint in (None, weld.joint),
                self.product in (None, weld.product),
                self.position in (None, weld.position),
            )
        )


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell with its sheets; `mark` is of the one that is furthest, None when nobody's progress is shown."""

    cell: Cell
    sheets: tuple[SheetLine, ...]
    mark: Mark | None

    @property
    def position(self) -> str:
        """The position, which every cell of a table has."""
        return self.cell.position or ""


@dataclass(frozen=True, slots=True)
class Row:
    """A process with a cell, or None, for each column."""

    process: str
    numbers: tuple[str, ...]
    cells: tuple[Filled | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The welds of one joint and product: columns are the positions that any of them has."""

    joint: str
    product: str
    positions: tuple[str, ...]
    rows: tuple[Row, ...]


def rows_of(line: SheetLine) -> tuple[str, ...]:
    """Return the rows in which a sheet stands."""
    processes = line.weld.processes if line.weld else ()
    return tuple(dict.fromkeys(_ROW_OF[process] for process in processes))


_kept: WeakKeyDictionary[Index, dict[str | None, tuple[Table, ...]]] = WeakKeyDictionary()


def matrix_of(index: Index, track: str | None, standing: Standing | None) -> tuple[Table, ...]:
    """Return the tables that have any sheet of a track, fillet before butt, plate before tube.

    Where every sheet stands is worked out once for an index; only the marks differ from one learner to the next.
    """
    blank = _kept.setdefault(index, {})
    if track not in blank:
        blank[track] = _blank(line for line in index.lines if line.of_track(track))
    tables = blank[track]
    return tables if standing is None else tuple(_marked(table, standing) for table in tables)


def _blank(lines: Iterable[SheetLine]) -> tuple[Table, ...]:
    placed: dict[Cell, list[SheetLine]] = defaultdict(list)
    for line in lines:
        if line.weld:
            for process in rows_of(line):
                placed[Cell(process, line.weld.joint, line.weld.product, line.weld.position)].append(line)
    tables = (_table(joint, product, placed) for joint, product in WELD_POSITIONS)
    return tuple(table for table in tables if table.rows)


def _table(joint: str, product: str, placed: Mapping[Cell, list[SheetLine]]) -> Table:
    here = [cell for cell in placed if (cell.joint, cell.product) == (joint, product)]
    positions = tuple(each for each in WELD_POSITIONS[joint, product] if any(cell.position == each for cell in here))
    rows = tuple(
        Row(
            process,
            _numbers(placed, process),
            tuple(_filled(Cell(process, joint, product, position), placed) for position in positions),
        )
        for process in PROCESS_ROWS
        if any(cell.process == process for cell in here)
    )
    return Table(joint, product, positions, rows)


def _numbers(placed: Mapping[Cell, list[SheetLine]], process: str) -> tuple[str, ...]:
    """Return the numbers of a row that any sheet in it has."""
    used = {
        number
        for cell, sheets in placed.items()
        if cell.process == process
        for sheet in sheets
        if sheet.weld
        for number in sheet.weld.processes
    }
    return tuple(number for number in PROCESS_ROWS[process] if number in used)


def _filled(cell: Cell, placed: Mapping[Cell, list[SheetLine]]) -> Filled | None:
    sheets = placed.get(cell)
    return Filled(cell, tuple(sheets), None) if sheets else None


def _marked(table: Table, standing: Standing) -> Table:
    rows = (Row(row.process, row.numbers, tuple(_furthest(each, standing) for each in row.cells)) for row in table.rows)
    return Table(table.joint, table.product, table.positions, tuple(rows))


def _furthest(filled: Filled | None, standing: Standing) -> Filled | None:
    if filled is None:
        return None
    marks = (standing.of(sheet) for sheet in filled.sheets)
    return Filled(filled.cell, filled.sheets, max(marks, key=lambda mark: (_RANK.index(mark.state), mark.met)))
