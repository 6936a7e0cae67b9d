"""A sheet as a file: out and in again without a loss; a wrong file is told line by line and leaves nothing behind."""

import json
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from logbook.authoring.models import SheetDraft
from logbook.authoring.queries.brought import read_brought
from logbook.authoring.queries.take_out import as_yaml
from logbook.core.ids import new_id
from logbook.extensions import db
from logbook.sheets.models import SheetKind
from logbook.sheets.schemas.json_schema import sheet_json_schema
from tests.authoring.sheets import published
from tests.conftest import whole_library
from tests.factories import WELDING, Cast
from tests.pages import Page, PageClient

BRING_IN = "/sheet-drafts/bring-in"
PUBLISHED = Path(__file__).parents[2] / "docs" / "sheet.schema.json"


def theme() -> dict[str, Any]:
    """Return a small valid sheet."""
    return deepcopy(next(each for each in whole_library().sheets if each["id"] == "emt-smeren"))


def sent(data: bytes, **more: Any) -> dict[str, Any]:
    """Return the form with a file."""
    return {"draft_id": str(new_id()), "file": (BytesIO(data), "fiche.yaml")} | more


def send_raw(client: PageClient, path: str, data: bytes) -> Page:
    """Send a large file; the test client's own form would leave a temporary file open."""
    fields = {"csrf_token": client.fresh_token(), "draft_id": str(new_id())}
    begin = "--x\r\nContent-Disposition: form-data; name="
    texts = "".join(f'{begin}"{name}"\r\n\r\n{value}\r\n' for name, value in fields.items())
    body = f'{texts}{begin}"file"; filename="fiche"\r\n\r\n'.encode() + data + b"\r\n--x--\r\n"
    return client._open("post", path, 422, data=body, content_type="multipart/form-data; boundary=x")


def drafts() -> list[SheetDraft]:
    """Return the drafts that there are."""
    return db.session.query(SheetDraft).populate_existing().all()


def test_every_shipped_sheet_comes_back_the_same() -> None:
    for sheet in whole_library().sheets:
        if sheet["kind"] not in (SheetKind.TASK, SheetKind.THEME):
            continue
        as_json = json.dumps(sheet, ensure_ascii=False, indent=2)
        for text in (as_yaml(sheet), as_json):
            found = read_brought(text.encode())
            assert found.content == sheet, (sheet["id"], found.flaws[:3])


def test_what_is_taken_out_can_be_brought_in(cast: Cast, client_for) -> None:
    teacher = client_for(cast.teacher)
    for form in ("yaml", "json"):
        file = teacher.get(f"/sheets/{WELDING}/versions/1/sheet.{form}").response
        assert f"{WELDING}-1.{form}" in file.headers["Content-Disposition"]
        page = teacher.post(BRING_IN, sent(file.data))
        draft = db.session.get_one(SheetDraft, page.location.rsplit("/", 1)[-1].encode() and drafts()[-1].id)
        assert draft.sheet_id is None and draft.content["id"] != WELDING
        assert (
            draft.content["evaluation"]
            == json.loads(teacher.get(f"/sheets/{WELDING}/versions/1/sheet.json").response.data)["evaluation"]
        )
    teacher.get(f"/sheets/{WELDING}/versions/9/sheet.yaml", 404)
    teacher.get(f"/sheets/{WELDING}/versions/1/sheet.pdf", 404)


def test_the_same_form_twice_is_one_draft(cast: Cast, client_for) -> None:
    teacher, data = client_for(cast.teacher), as_yaml(theme()).encode()
    form = sent(data)
    for _ in range(2):
        teacher.post(BRING_IN, form | {"file": (BytesIO(data), "fiche.yaml")})
    assert len(drafts()) == 1


def test_onto_an_own_sheet_what_was_used_is_retired_not_gone(cast: Cast, client_for) -> None:
    teacher = client_for(cast.teacher)
    own = published(cast, teacher)
    content = json.loads(teacher.get(f"/sheets/{own}/versions/1/sheet.json").response.data)
    gone = content["evaluation"]["criteria"].pop(0)["id"]
    data = json.dumps(content).encode()
    assert own in teacher.get(f"{BRING_IN}?sheet={own}").html
    teacher.post(BRING_IN, sent(data, sheet=own))
    (draft,) = drafts()
    assert draft.sheet_id == own and draft.base_number == 1
    assert {each["id"]: each.get("retired") for each in draft.content["evaluation"]["criteria"]}[gone] is True
    again = teacher.post(BRING_IN, sent(data, sheet=own), 422)
    assert "al een ontwerp" in again.text and len(drafts()) == 1
    other = teacher.post(BRING_IN, sent(as_yaml(theme()).encode(), sheet=own), 422)
    assert "ander soort fiche" in other.text


WRONG: list[tuple[str, str, str]] = [
    ("kind: task\n  x: 1\n", "Regel 2, kolom 4", "YAML"),
    ("kind: task\nsteps: &a [1]\nremarks: *a\n", "Regel 3, kolom 10", "Verwijzingen"),
    ("kind: task\nkind: theme\n", "Regel 2, kolom 1", "twee keer"),
    ("kind: theme\ntitle: 2026-13-45\n", "Regel 2, kolom 8", "bestaat niet"),
    ("kind: [theme]\n", "Regel 1, kolom 1", "task, theme"),
    ("kind: didactic_model\n", "Regel 1, kolom 1", "task, theme, attitude"),
    ("kind: theme\nextra: 1\n", "Regel 2, kolom 1", "sleutel kennen we niet"),
    ("- 1\n", "Het hele bestand", "sleutels met een waarde"),
    ("a: " + "[" * 40 + "]" * 40, "Regel 1", "te veel in elkaar"),
    ('{"kind": "theme",\n "kind": "task"}', "Regel 2, kolom 2", "twee keer"),
    ('{"kind": "theme",\n "steps": }', "Regel 2, kolom 11", "JSON"),
    ('{"kind": "theme", "x": NaN}', "Het hele bestand", "bestaat niet"),
    ('{"a":' * 30000, "Regel 1", "te veel in elkaar"),
    ("kind: task\nsteps: [" + "{}," * 80000 + "]", "Regel 2, kolom", "meer in dan in een fiche past"),
    ('{"kind": "task",\n "steps": [' + "{}," * 80000 + "{}]}", "Regel 2, kolom", "meer in dan in een fiche past"),
    ("kind: 0x" + "f" * 5000, "Regel 1, kolom 7", "bestaat niet"),
    ("kind: task\ntitle: 1" + ":1" * 120_000, "Regel 2, kolom 8", "bestaat niet"),
    ("kind: task\ntitle: !!bool abc\n", "Regel 2, kolom 8", "uitroepteken"),
    ("kind: !!timestamp abc\n", "Regel 1, kolom 7", "uitroepteken"),
    ('{"kind": "task", "\\ud800": 1}', "", "bestaat niet"),
    ('{"kind": "task", "\\ud800": 1, "\\ud800": 2}', "", "kan zo niet ingelezen worden"),
    ("", "", "Kies een bestand."),
]


@pytest.mark.parametrize(("text", "where", "what"), WRONG)
def test_a_wrong_file_is_told_with_its_place_and_keeps_nothing(cast: Cast, client_for, text, where, what) -> None:
    page = client_for(cast.teacher).post(BRING_IN, sent(text.encode()), 422)
    assert where in page.text and what in page.text
    assert drafts() == []


def test_every_mistake_has_its_own_line(cast: Cast, client_for) -> None:
    sheet = theme()
    sheet["evaluation"]["criteria"][1]["id"] = sheet["evaluation"]["criteria"][0]["id"]
    sheet["evaluation"]["scale"] = "onbekend"
    sheet["title"]["nl"] = "x" * 101
    text = as_yaml(sheet)
    found = {flaw.path: flaw for flaw in read_brought(text.encode()).flaws}
    assert found.keys() == {"evaluation.criteria[1].id", "evaluation.scale", "title.nl"} | (
        found.keys() & {"title.fr", "title.en"}
    )
    for path, words in {"evaluation.scale": "onbekend", "title.nl": "nl: xxx"}.items():
        flaw = found[path]
        assert flaw.line and words in text.splitlines()[flaw.line - 1]
    page = client_for(cast.teacher).post(BRING_IN, sent(text.encode()), 422)
    assert "staat er twee keer" in page.text and "langer dan 100 tekens" in page.text


def test_a_missing_translation_is_no_mistake() -> None:
    sheet = theme()
    del sheet["title"]["fr"]
    assert read_brought(as_yaml(sheet).encode()).content == sheet


@pytest.mark.parametrize("size", [300 * 1024, 5 * 1024 * 1024])
def test_a_file_that_is_too_large_is_told(cast: Cast, client_for, size: int) -> None:
    page = send_raw(client_for(cast.teacher), BRING_IN, b"x" * size)
    assert "256 kB" in page.text and drafts() == []


def test_bytes_that_are_no_text_are_told(cast: Cast, client_for) -> None:
    page = client_for(cast.teacher).post(BRING_IN, sent(b"kind: task\nx: \xff\n"), 422)
    assert "Regel 2, kolom 4" in page.text and "UTF-8" in page.text
    client_for(cast.teacher).post(BRING_IN, sent(b"\0\1", sheet="x" * 200), 404)
    client_for(cast.teacher).post(BRING_IN, sent(b"x", sheet=WELDING), 404)


def test_only_staff_bring_in(cast: Cast, client_for) -> None:
    client_for(cast.mentor).post(BRING_IN, sent(b"x"), 404)
    client_for(cast.learner).get(BRING_IN, 404)


WORDS = [
    *("id", "kind", "text", "nl", "fr", "en", "scales", "evaluation", "criteria", "groups", "group", "steps", "title"),
    *("order", "print_order", "counts_as_met", "iso6520", "scale", "items", "weld", "daily_log", "checks", "fields"),
    *("options", "retired", "untranslated", "measurement", "header"),
]
nodes = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(WORDS),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=60)
@given(nodes, st.sampled_from(["task", "theme"]), st.binary(max_size=20), st.integers(0, 400))
def test_nothing_that_is_sent_breaks_the_reader(node: Any, kind: str, noise: bytes, at: int) -> None:
    document = {"kind": kind} | (node if isinstance(node, dict) else {"evaluation": node, "scales": node})
    assert read_brought(yaml.safe_dump(document, allow_unicode=True).encode()).content is None
    assert read_brought(json.dumps(document).encode()).content is None
    text = as_yaml(theme()).encode()
    read_brought(text[:at] + noise + text[at:])
    read_brought(noise)


def test_the_published_schema_is_what_the_code_says(client_for, clean) -> None:
    assert json.loads(PUBLISHED.read_text("utf-8")) == sheet_json_schema()
    assert json.loads(client_for().get("/sheets/schema.json").response.data) == sheet_json_schema()
