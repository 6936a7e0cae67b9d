"""Criteria out to a spreadsheet and in again: shown first, matched by name, each mistake with its cell."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from logbook.authoring.models import SheetDraft
from logbook.authoring.models.spreadsheet import COLUMNS
from logbook.authoring.queries.spreadsheet import BROKEN, MOST_TAGS, TOO_LARGE, read_criteria
from logbook.authoring.queries.take_out import criteria_workbook
from logbook.authoring.services import edit_sheet
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.authoring.sheets import a_copy, content_of, published, typed
from tests.authoring.test_exchange import send_raw
from tests.factories import WELDING, Cast

Change = Callable[[Any], None]


def book_of(client: Any, slug: str = WELDING) -> Workbook:
    """Return a sheet's criteria as the workbook that is handed out."""
    return load_workbook(BytesIO(client.get(f"/sheets/{slug}/versions/1/sheet.xlsx").response.data))


def sent(book: Workbook) -> dict[str, Any]:
    """Return the form with a workbook."""
    data = BytesIO()
    book.save(data)
    return {"file": (BytesIO(data.getvalue()), "criteria.xlsx")}


def url(draft_id: UUID) -> str:
    """Return where a spreadsheet is sent."""
    return f"/sheet-drafts/{draft_id}/spreadsheet"


def criteria(draft_id: UUID) -> list[dict[str, Any]]:
    """Return a draft's criteria."""
    return content_of(draft_id)["evaluation"]["criteria"]


def test_the_workbook_has_every_criterion(cast: Cast, client_for) -> None:
    sheet = book_of(client_for(cast.teacher)).worksheets[0]
    header, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert tuple(header) == COLUMNS
    assert [row[0] for row in rows] == [each["id"] for each in criteria(a_copy(cast))]


def test_unchanged_it_changes_nothing(cast: Cast, client_for) -> None:
    teacher, draft_id = client_for(cast.teacher), a_copy(cast)
    page = teacher.post(url(draft_id), sent(book_of(teacher)), 200)
    assert "Er verandert niets" in page.text


def test_what_changes_is_shown_and_then_taken_in(cast: Cast, client_for) -> None:
    teacher, draft_id = client_for(cast.teacher), a_copy(cast)
    book = book_of(teacher)
    sheet = book.worksheets[0]
    before = criteria(draft_id)
    sheet["C2"] = "Geen enkele scheur"
    gone = sheet["A3"].value
    sheet.delete_rows(3)
    sheet.append([None, None, "Een nieuw punt", None, None, "Nieuw", *[None] * 7])
    page = teacher.post(url(draft_id), sent(book), 200)
    assert "Geen enkele scheur" in page.text and "Een nieuw punt" in page.text and "Gaat weg" in page.text
    assert criteria(draft_id) == before  # nothing yet
    form = typed(page, "#take-in")
    teacher.post(f"{url(draft_id)}/take-in", form)
    after = criteria(draft_id)
    assert after[0] == before[0] | {"text": before[0]["text"] | {"nl": "Geen enkele scheur"}}
    assert gone not in {each["id"] for each in after}
    assert after[-1]["text"] == {"nl": "Een nieuw punt"} and after[-1]["id"].startswith("c_")
    assert teacher.post(f"{url(draft_id)}/take-in", form, 409)  # the draft changed since


def test_what_was_published_retires(cast: Cast, client_for) -> None:
    teacher = client_for(cast.teacher)
    own = published(cast, teacher)
    with transaction():
        draft_id = edit_sheet(cast.actor("teacher"), own, new_id()).id
    book = book_of(teacher, own)
    gone = book.worksheets[0]["A2"].value
    book.worksheets[0].delete_rows(2)
    page = teacher.post(url(draft_id), sent(book), 200)
    assert "Wordt niet meer gevraagd" in page.text
    teacher.post(f"{url(draft_id)}/take-in", typed(page, "#take-in"))
    assert {each["id"]: each.get("retired") for each in criteria(draft_id)}[gone] is True


def put(cell: str, value: Any) -> Change:
    """Return a change of one cell."""

    def change(sheet: Any) -> None:
        sheet[cell] = value

    return change


@pytest.mark.parametrize(
    ("change", "cell", "words"),
    [
        (put("C3", "=A1&B1"), "C3", "formule"),
        (put("A3", "verzonnen"), "A3", "staat niet op de fiche"),
        (put("B2", "geen_groep"), "B2", "groep"),
        (put("C2", None), "C2", "Nederlandse tekst"),
        (put("C2", "x" * 101), "C2", "te lang"),
        (put("L2", "abc"), "L2", "ISO 6520-1"),
        (put("M2", "misschien"), "M2", "Zet hier een x"),
        (put("C1", "tekst"), "text nl", "ontbreekt"),
        (lambda sheet: sheet.delete_rows(2, 100), "Het hele bestand", "geen enkel criterium"),
        (lambda sheet: put("A3", sheet["A2"].value)(sheet), "A3", "twee keer"),
    ],
)
def test_a_wrong_cell_is_told_by_its_name(cast: Cast, client_for, change: Change, cell: str, words: str) -> None:
    teacher, draft_id = client_for(cast.teacher), a_copy(cast)
    book, before = book_of(teacher), criteria(draft_id)
    change(book.worksheets[0])
    page = teacher.post(url(draft_id), sent(book), 422)
    assert cell in page.text and words in page.text
    assert criteria(draft_id) == before


def test_what_is_no_workbook_is_told(cast: Cast, client_for) -> None:
    teacher, draft_id = client_for(cast.teacher), a_copy(cast)
    for data in (b"geen rekenblad", b"PK\3\4" + b"\0" * 50):
        teacher.post(url(draft_id), {"file": (BytesIO(data), "criteria.xlsx")}, 422)
    send_raw(teacher, url(draft_id), b"x" * (5 * 1024 * 1024))
    teacher.post(url(draft_id), {}, 422)
    for rows in ("[", "{}", "[1]", "[" * 3000, '[{"id": 3}]', "null"):
        teacher.post(f"{url(draft_id)}/take-in", {"version": "1", "rows": rows}, 422)
    assert db.session.get_one(SheetDraft, draft_id).version == 1


@pytest.mark.parametrize(
    ("good", "bad"), [(b'<row r="2"', b'<row r="x"'), (b'r="A2"', b'r="ZZZZZ2"'), (b'r="A3"', b'r="!"')]
)
def test_a_cell_that_breaks_while_rows_are_read_is_told(cast: Cast, good: bytes, bad: bytes) -> None:
    content, packed = content_of(a_copy(cast)), BytesIO()
    with ZipFile(BytesIO(criteria_workbook(content))) as old, ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(good, bad))
    rows, flaws = read_criteria(packed.getvalue(), content)
    assert not rows and [each.reason for each in flaws] == [BROKEN]


def test_what_is_no_character_is_taken_out_of_rows(cast: Cast, client_for) -> None:
    teacher, draft_id = client_for(cast.teacher), a_copy(cast)
    row = {"id": "", "group": "", "texts": {"text": {"nl": "a\ud800\x00b"}}, "iso6520": [], "retired": False}
    version = db.session.get_one(SheetDraft, draft_id).version
    form = {"version": str(version), "rows": json.dumps([row])}
    teacher.post(f"/sheet-drafts/{draft_id}/spreadsheet/take-in", form)
    teacher.get(f"/sheet-drafts/{draft_id}/rows/criteria")
    assert content_of(draft_id)["evaluation"]["criteria"][0]["text"]["nl"] == "a?b"


@pytest.mark.parametrize("end", [b"</row>", b"</cellXfs>"])
def test_a_small_file_with_a_great_many_cells_or_styles_is_too_large(cast: Cast, end: bytes) -> None:
    content, packed = content_of(a_copy(cast)), BytesIO()
    with ZipFile(BytesIO(criteria_workbook(content))) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(end, b"<c/>" * MOST_TAGS + end, 1))
    rows, flaws = read_criteria(packed.getvalue(), content)
    assert not rows and [each.reason for each in flaws] == [TOO_LARGE]
