"""Workbooks are read back as they were meant: figures stay figures, texts stay texts."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from logbook.web.spreadsheet import Cell, Table, harmless, spreadsheet

TRICKS = ("=1+1", "+32 470", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "#N/A", "=", "'=1", "\t=1", "0012", "1e3")


def opened(*tables: Table) -> Workbook:
    return load_workbook(BytesIO(spreadsheet(tables)))


def column(*values: Cell) -> list[Any]:
    sheet = opened(Table("een", ("kop",), ((value,) for value in values))).worksheets[0]
    return [cell for (cell,) in sheet.iter_rows(min_row=2)]


@pytest.mark.parametrize("text", TRICKS)
def test_a_text_stays_a_text(text: str) -> None:
    (cell,) = column(text)
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("text", ["=1+1", "+32", "-1", "@x", "\t=1"])
def test_what_begins_like_a_formula_stays_a_text_when_somebody_edits_it(text: str) -> None:
    (cell,) = column(text)
    assert cell.quotePrefix


def test_no_formula_is_in_the_file() -> None:
    with ZipFile(BytesIO(spreadsheet([Table("=1", TRICKS, [TRICKS], "=1+1")]))) as file:
        assert b"<f" not in file.read("xl/worksheets/sheet1.xml")


def test_a_carriage_return_is_a_line_end() -> None:
    (cell,) = column("een\r\ntwee\rdrie")
    assert cell.value == "een\ntwee\ndrie"


def test_figures_stay_figures() -> None:
    cells = column(3, -2, 0, 2.5, date(2026, 11, 20), None)
    assert [cell.value for cell in cells[:4]] == [3, -2, 0, 2.5]
    assert {cell.data_type for cell in cells[:4]} == {"n"}
    assert cells[4].value.date() == date(2026, 11, 20)


def test_a_moment_is_local() -> None:
    assert column(datetime(2026, 11, 20, 15, 5, tzinfo=UTC))[0].value == datetime(2026, 11, 20, 16, 5)  # noqa: DTZ001


def test_what_is_no_number_is_empty() -> None:
    assert [cell.value for cell in column(float("nan"), float("inf"), 1)] == [None, None, 1]


def test_what_no_workbook_can_hold_is_left_out() -> None:
    assert [cell.value for cell in column("a\x00b\x1bc", "x\ud800y")] == ["abc", "x?y"]


def test_the_header_stays_in_sight_and_the_note_stands_below() -> None:
    sheet = opened(Table("een", ("wie", "dagen"), [("Ada Voorbeeld", 3)], "Tot 20 november.")).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert [[cell.value for cell in row] for row in sheet.iter_rows(max_col=2)] == [
        ["wie", "dagen"],
        ["Ada Voorbeeld", 3],
        [None, None],
        ["Tot 20 november.", None],
    ]
    assert sheet["A1"].font.bold


def test_columns_are_as_wide_as_their_texts_within_reason() -> None:
    sheet = opened(Table("een", ("a", "b"), [("een tekst van een zin lang", "x" * 400)])).worksheets[0]
    widths = [sheet.column_dimensions[name].width for name in "AB"]
    assert widths[0] > 20
    assert widths[1] < 60


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("6 LAS-d: [A/B]*?\\", "6 LAS-d A B"),
        ("", "-"),
        ("'quoted'", "quoted"),
        ("x" * 40, "x" * 31),
        ("🔥" * 20, "🔥" * 15),
        ("History", "History 2"),
    ],
)
def test_a_title_is_one_that_excel_takes(wanted: str, title: str) -> None:
    assert opened(Table(wanted, ("a",), [])).sheetnames == [title]


def test_no_two_sheets_have_the_same_title() -> None:
    names = opened(*(Table(title, ("a",), []) for title in ("Las", "las", "x" * 40, "x" * 50))).sheetnames
    assert names == ["Las", "las 2", "x" * 31, "x" * 29 + " 2"]


def test_without_tables_there_is_an_empty_sheet() -> None:
    assert opened().sheetnames == ["-"]


def test_a_long_table_is_asked_row_by_row() -> None:
    def rows() -> Iterator[tuple[Cell, ...]]:
        yield from ((number, f"rij {number}") for number in range(2000))

    sheet = opened(Table("lang", ("n", "tekst"), rows())).worksheets[0]
    assert (sheet.max_row, sheet["A2001"].value, sheet["B2001"].value) == (2001, 1999, "rij 1999")


@pytest.mark.parametrize(("text", "cell"), [("=1", "'=1"), ("\tx", "'\tx"), ("Ada", "Ada"), ("", "")])
def test_a_line_of_a_text_file_is_harmless_too(text: str, cell: str) -> None:
    assert harmless(text) == cell
