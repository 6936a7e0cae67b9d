"""Spreadsheets that a program opens without a question: real numbers and dates, and no text is ever reckoned out.

`spreadsheet` makes an Excel workbook of tables; `harmless` is the same promise for a line of a text file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from itertools import chain, islice
from math import isfinite
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from logbook.core import clock

Cell = str | int | float | date | None

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The content type of what `spreadsheet` returns."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a text begins that a spreadsheet would take for a formula."""

_LONGEST_TITLE = 31
_NOT_IN_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_KEPT_TITLES = ("history",)  # Excel keeps this name for itself
_SAMPLE = 50  # rows that decide how wide a column is: widths are written before the rows
_NARROWEST, _WIDEST = 8, 48
_BOLD, _WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a workbook: `header` is its first row and stays in sight; `note` stands below the rows."""

    title: str
    header: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]
    note: str = ""


def harmless(text: str) -> str:
    """Return a text for a cell of a text file: an apostrophe comes before what would be reckoned out."""
    return f"'{text}" if text.startswith(FORMULA) else text


def spreadsheet(sheets: Iterable[Table]) -> bytes:
    """Return an Excel workbook with one sheet for each table; rows are asked for one by one and not kept.

    A number stays a number and a date a date; a text stays a text, whatever it begins with. Titles are made such that
    Excel takes them: at most 31 characters, none twice. Without a table there is one empty sheet.
    """
    workbook = Workbook(write_only=True)
    taken: set[str] = set()
    for table in sheets:
        _write(workbook.create_sheet(_title(table.title, taken)), table)
    if not taken:
        workbook.create_sheet(_title("", taken))
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _title(wanted: str, taken: set[str]) -> str:
    """Return the title of a sheet as Excel takes it, and note that it is taken."""
    name = " ".join(_clean(wanted).translate(_NOT_IN_TITLE).split()).strip("'") or "-"
    title, number = _cut(name, ""), 1
    while title.casefold() in taken or title.casefold() in _KEPT_TITLES:
        number += 1
        title = _cut(name, f" {number}")
    taken.add(title.casefold())
    return title


def _cut(name: str, ending: str) -> str:
    """Return `name` with `ending`, short enough as Excel counts: in UTF-16."""
    while len((name + ending).encode("utf-16-le")) > 2 * _LONGEST_TITLE:
        name = name[:-1]
    return name.rstrip(" '") + ending


def _write(sheet: Any, table: Table) -> None:
    rows = iter(table.rows)
    sample = list(islice(rows, _SAMPLE))
    _lay_out(sheet, table.header, sample)
    sheet.append([_cell(sheet, text, _BOLD) for text in table.header])
    for row in chain(sample, rows):
        sheet.append([_cell(sheet, value) for value in row])
    if table.note:
        sheet.append([])
        sheet.append([_cell(sheet, table.note)])


def _lay_out(sheet: Any, header: tuple[str, ...], sample: list[tuple[Cell, ...]]) -> None:
    """Keep the header in sight, on paper too, and make the columns as wide as what stands in them."""
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for place, widest in enumerate(_widths(header, sample), 1):
        sheet.column_dimensions[get_column_letter(place)].width = min(max(widest + 2, _NARROWEST), _WIDEST)


def _widths(header: tuple[str, ...], sample: list[tuple[Cell, ...]]) -> Iterator[int]:
    for place, text in enumerate(header):
        yield max(len(text), *(_width(row[place]) for row in sample if place < len(row)), 0)


def _width(value: Cell) -> int:
    if value is None:
        return 0
    return max((len(line) for line in value.splitlines()), default=0) if isinstance(value, str) else len(str(value))


def _cell(sheet: Any, value: Cell, font: Font | None = None) -> Any:
    """Return a value as a cell; what is no number at all (a division by nothing) stays empty."""
    if isinstance(value, float) and not isfinite(value):
        value = None
    if isinstance(value, datetime):
        value = clock.local(value).replace(tzinfo=None) if value.tzinfo else value
    held: Any = _clean(value) if isinstance(value, str) else value
    cell: Any = WriteOnlyCell(sheet, value=held)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl would take = for a formula, and #N/A for a mistake
        cell.quotePrefix = value.startswith(FORMULA)  # it stays a text after somebody edits it
        if len(value) > _WIDEST or "\n" in value:
            cell.alignment = _WRAPPED
    if font:
        cell.font = font
    return cell


def _clean(text: str) -> str:
    """Return a text without what no workbook can hold; a line ends in one way."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text.encode(errors="replace").decode())
    return text.replace("\r\n", "\n").replace("\r", "\n")
