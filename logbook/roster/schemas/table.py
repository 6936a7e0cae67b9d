"""A table of people: a header and one line for each role, from a text file or a workbook."""

from collections.abc import Iterable, Iterator

from logbook.core.texts import N_
from logbook.roster.policy import Problem, Roster, Row

from .columns import NEEDED, column_name, fields_of
from .row import read_row
from .text import CELL_COUNT, EMPTY, LONGEST_CELL, TOO_LONG, Line, Unreadable, decoded, lines_of

MISSING = N_("De kolom %(column)s ontbreekt. Kijk of de eerste regel de namen van de kolommen heeft.")
SEPARATOR = N_(
    "We vinden geen kolommen. Zet een puntkomma tussen de vakken, en de namen van de kolommen op de eerste regel."
)
TWICE = N_("De kolom %(column)s staat er twee keer.")


def read_table(content: bytes) -> Roster:
    """Return the rows of a CSV file, or every problem that it has."""
    try:
        return read_lines(lines_of(decoded(content)))
    except Unreadable as error:
        return Roster([], [error.problem])


def read_lines(lines: Iterable[Line]) -> Roster:
    """Return the rows of a table whose first line is the header. Raises Unreadable when a line cannot be read."""
    stream = iter(lines)
    header = next(stream, None)
    if header is None:
        raise Unreadable(EMPTY)
    fields = fields_of(header.cells)
    problems = list(_about_header(header, fields))
    left_out = tuple(name for name, field in zip(header.cells, fields, strict=True) if field is None and name)
    if problems:
        return Roster([], problems, left_out)
    rows: list[Row] = []
    for line in stream:
        read = _read_line(line, fields)
        if isinstance(read, Row):
            rows.append(read)
        else:
            problems += read
    return Roster(rows, problems, left_out)


def _about_header(header: Line, fields: list[str | None]) -> Iterator[Problem]:
    if not any(fields):
        yield Problem(header.number, None, SEPARATOR)
        return
    for field in NEEDED:
        if field not in fields:
            yield Problem(header.number, column_name(field), MISSING, (("column", column_name(field)),))
    for field in {field for field in fields if field and fields.count(field) > 1}:
        yield Problem(header.number, column_name(field), TWICE, (("column", column_name(field)),))


def _read_line(line: Line, fields: list[str | None]) -> Row | list[Problem]:
    cells = line.cells
    if any(cells[len(fields) :]):
        counts = (("n", str(len(cells))), ("of", str(len(fields))))
        return [Problem(line.number, None, CELL_COUNT, counts)]
    named = {field: cell for field, cell in zip(fields, cells, strict=False) if field and cell}
    long = [field for field, cell in named.items() if len(cell) > LONGEST_CELL]
    if long:
        return [Problem(line.number, column_name(field), TOO_LONG) for field in long]
    return read_row(line.number, named)
