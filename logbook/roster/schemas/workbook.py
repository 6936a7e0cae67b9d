"""Excel workbooks: the first sheet, by openpyxl."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from logbook.core.texts import N_
from logbook.roster.policy import MOST_ROWS, Problem, Roster

from .archive import BROKEN, opened
from .table import read_lines
from .text import TOO_MANY, Line, Unreadable

MOST_COLUMNS = 60
FORMULA_CELL = N_("In dit vak staat een formule. Zet er de waarde zelf in.")


def read_workbook(content: bytes) -> Roster:
    """Return the rows of a workbook's first sheet, or every problem that it has. Formulas are never calculated."""
    try:
        opened(content)
        found: list[Problem] = []
        roster = read_lines(_lines(content, found))
    except Unreadable as error:
        return Roster([], [error.problem])
    return Roster([] if found else roster.rows, found or roster.problems, roster.left_out)


def _lines(content: bytes, problems: list[Problem]) -> Iterator[Line]:
    sheet = _first_sheet(content)
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if number > MOST_ROWS + 1:
            raise Unreadable(TOO_MANY)
        formulas = (cell for cell in cells if cell.data_type == "f")
        problems += [Problem(number, cell.column_letter, FORMULA_CELL) for cell in formulas]
        texts = [_text(cell.value) for cell in cells]
        if any(texts):
            yield Line(number, _trimmed(texts))


def _first_sheet(content: bytes) -> Any:
    """Open the workbook. Whatever openpyxl makes of a broken one, the person hears that it cannot be opened."""
    try:
        workbook = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()
    except Exception as error:
        raise Unreadable(BROKEN) from error
    return sheet


def _trimmed(texts: list[str]) -> list[str]:
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()
