"""Reading criteria from an Excel workbook, each mistake with its cell, and holding them against a draft. Pure."""

import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from logbook.authoring.models import Content, rows_of
from logbook.authoring.models.spreadsheet import COLUMNS, TEXTS, CellFlaw, CriteriaChanges, CriterionRow
from logbook.core.texts import N_, one_line
from logbook.sheets.models import LANGUAGES

MOST_BYTES, MOST_UNPACKED, MOST_PARTS, MOST_ROWS = 1024 * 1024, 20 * 1024 * 1024, 200, 200
MOST_TAGS = 100_000
"""Cells, styles and the like: millions of empty ones fit in 30 kB and take a minute and gigabytes to read."""
BROKEN = N_("Dit is geen rekenblad (.xlsx) dat we kunnen openen.")
TOO_LARGE = N_("Dit rekenblad is te groot: hoogstens 1 MB en 200 criteria.")
NO_COLUMN = N_("Deze kolom van de uitvoer ontbreekt op de eerste regel.")
FORMULA = N_("In dit vak staat een formule. Zet er de tekst zelf in.")
NOT_HERE = N_("Dit criterium staat niet op de fiche. Laat het vak leeg voor een nieuw criterium.")
TWICE = N_("Dit criterium staat er twee keer.")
NO_GROUP = N_("Deze groep staat niet op de fiche.")
NO_TEXT = N_("Een criterium heeft een Nederlandse tekst nodig.")
TOO_LONG = N_("Deze tekst is te lang.")
WRONG_CODE = N_("Een nummer van ISO 6520-1 heeft drie of vier cijfers. Zet een komma tussen twee nummers.")
YES_OR_EMPTY = N_("Zet hier een x, of niets.")
NOTHING_IN_IT = N_("Er staat geen enkel criterium in.")
_YES = frozenset({"x", "ja", "oui", "yes", "1", "true", "waar", "vrai"})
_CODE = re.compile(r"[1-6][0-9]{2,3}\Z")
Cells = Mapping[str, tuple[str, str]]


def read_criteria(data: bytes, content: Content) -> tuple[list[CriterionRow], list[CellFlaw]]:
    """Return the rows of a workbook's first sheet, or every cell that is wrong. Nothing in the bytes raises."""
    try:
        lines = list(_lines(data))
    except _Unreadable as error:
        return [], [CellFlaw(error.column, error.reason)]
    except Exception:  # rows are read one by one: a cell may turn out to be broken only now
        return [], [CellFlaw("", BROKEN)]
    flaws: list[CellFlaw] = []
    known = {row.get("id") for row in rows_of(content, "criteria")}
    groups = {row.get("id") for row in rows_of(content, "groups")}
    rows = [_row(cells, flaws) for cells in lines]
    for cells, row in zip(lines, rows, strict=True):
        if row.id and row.id not in known:
            flaws.append(CellFlaw(cells["id"][0], NOT_HERE))
        if row.group and row.group not in groups:
            flaws.append(CellFlaw(cells["group"][0], NO_GROUP))
    flaws += _twice(lines, rows)
    if not rows:
        flaws.append(CellFlaw("", NOTHING_IN_IT))
    return ([] if flaws else rows), flaws


def changes_of(content: Content, rows: list[CriterionRow], published: Collection[str]) -> CriteriaChanges:
    """Return what rows would change in a draft: who is not among them goes, or retires when it was ever published."""
    before = {str(row.get("id")): row for row in rows_of(content, "criteria")}
    there = {row.id for row in rows}
    gone = [row for name, row in before.items() if name not in there and not (row.get("retired") and name in published)]
    changed = [row for row in rows if row.id and row.over(before[row.id], row.id) != _plain(before[row.id])]
    order = [row.id for row in rows if row.id] != [name for name in before if name in there]
    return CriteriaChanges(
        new=tuple(row for row in rows if not row.id),
        changed=tuple(changed) or (tuple(row for row in rows if row.id)[:1] if order else ()),
        removed=tuple(row for row in gone if row["id"] not in published),
        retired=tuple(row for row in gone if row["id"] in published),
        same=sum(bool(row.id) for row in rows) - len(changed),
    )


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a criterion without what says nothing, and with every text that a spreadsheet has."""
    texts = {name: {key: words for key, words in (row.get(name) or {}).items() if words} for name in TEXTS}
    kept = {key: value for key, value in row.items() if key not in ("group", "iso6520", "retired") or value}
    return kept | texts


class _Unreadable(Exception):
    """The file is no workbook that can be read, or lacks a column."""

    def __init__(self, reason: str, column: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.column = column


def _lines(data: bytes) -> Iterator[dict[str, tuple[str, str]]]:
    """Yield each row with words as column to cell and text; a formula's text begins with the sign of one."""
    header: dict[int, str] = {}
    for number, cells in enumerate(_first_sheet(data).iter_rows(max_col=40, max_row=MOST_ROWS + 50), 1):
        texts = [(cell, "=" if cell.data_type == "f" else _text(cell.value)) for cell in cells]
        if number == 1:
            header = {place: text.lower() for place, (_cell, text) in enumerate(texts) if text.lower() in COLUMNS}
            if missing := [name for name in COLUMNS if name not in header.values()]:
                raise _Unreadable(NO_COLUMN, missing[0])
        elif any(text for _cell, text in texts):
            if number > MOST_ROWS + 1:
                raise _Unreadable(TOO_LARGE)
            found = {name: (texts[place][0], texts[place][1]) for place, name in header.items()}
            yield {name: (f"{_letter(place)}{number}", found[name][1]) for place, name in header.items()}


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else "A" + chr(ord("A") + place - 26)


def _first_sheet(data: bytes) -> Any:
    """Open the workbook. Whatever openpyxl makes of a broken one, the person hears that it cannot be opened."""
    if len(data) > MOST_BYTES:
        raise _Unreadable(TOO_LARGE)
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_UNPACKED:
                raise _Unreadable(TOO_LARGE)
            if sum(packed.read(each).count(b"<") for each in parts) > MOST_TAGS:
                raise _Unreadable(TOO_LARGE)
        sheet = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False).worksheets[0]
        sheet.reset_dimensions()
    except _Unreadable:
        raise
    except Exception as error:
        raise _Unreadable(BROKEN) from error
    return sheet


def _text(value: object) -> str:
    if value is None:
        return ""
    return one_line(str(int(value) if isinstance(value, float) and value.is_integer() else value))


def _row(cells: Cells, flaws: list[CellFlaw]) -> CriterionRow:
    flaws += [CellFlaw(cell, FORMULA) for cell, text in cells.values() if text == "="]
    texts: dict[str, dict[str, str]] = {}
    for name, longest in TEXTS.items():
        given = {each: cells[f"{name} {each}"] for each in LANGUAGES}
        flaws += [CellFlaw(cell, TOO_LONG) for cell, text in given.values() if len(text) > longest]
        texts[name] = {each: text for each, (_cell, text) in given.items() if text}
    cell, text = cells["text nl"]
    if not text:
        flaws.append(CellFlaw(cell, NO_TEXT))
    cell, text = cells["iso6520"]
    codes = tuple(each for each in re.split(r"[\s,;/]+", text) if each)
    if text != "=" and not all(map(_CODE.match, codes)):
        flaws.append(CellFlaw(cell, WRONG_CODE))
    cell, text = cells["retired"]
    if text not in ("", "=") and text.lower() not in _YES:
        flaws.append(CellFlaw(cell, YES_OR_EMPTY))
    return CriterionRow(cells["id"][1], cells["group"][1], texts, codes, text.lower() in _YES)


def _twice(lines: list[dict[str, tuple[str, str]]], rows: list[CriterionRow]) -> Iterator[CellFlaw]:
    seen: set[str] = set()
    for cells, row in zip(lines, rows, strict=True):
        if row.id and row.id in seen:
            yield CellFlaw(cells["id"][0], TWICE)
        seen.add(row.id)
