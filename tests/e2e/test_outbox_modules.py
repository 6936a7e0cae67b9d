"""The modules of the outbox that decide: what an answer means, what a form says, which revision an op was made on."""

from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page
from werkzeug.datastructures import MultiDict

from logbook.web.forms import nested
from tests.e2e.asking import ask
from tests.e2e.conftest import Open

OP = {"op_id": "o", "sha": "s", "refused": 0}
RECEIPT = {"op_id": "o", "sha": "s", "verdict": "applied"}
JSON, PROBLEM, HTML = "application/json", "application/problem+json; charset=utf-8", "text/html; charset=utf-8"
SHA = "ab" * 32


@pytest.fixture
def modules(enter: Open) -> Page:
    """Return a page of the app that has no outbox of its own."""
    return enter(None).go("/sign-in")


def _call(page: Page, module: str, name: str, *arguments: Any) -> Any:
    script = "async ([module, name, given]) => (await import(`/static/any/js/phone/${module}.js`))[name](...given)"
    return ask(page, script, [module, name, list(arguments)])


ANSWERS = {
    "received": [(200, JSON, RECEIPT), (201, JSON, RECEIPT), (200, JSON, RECEIPT | {"verdict": "held"})],
    "retry": [
        (0, "", None),
        (200, HTML, None),
        (200, JSON, None),
        (200, JSON, {}),
        (200, JSON, RECEIPT | {"op_id": "other"}),
        (200, JSON, RECEIPT | {"sha": "other"}),
        (200, JSON, RECEIPT | {"verdict": "thanks"}),
        (201, HTML, RECEIPT),
        (204, "", None),
        (302, HTML, None),
        (400, PROBLEM, {"code": "corrupt"}),
        (401, HTML, None),
        (408, PROBLEM, {}),
        (410, PROBLEM, {}),
        (422, HTML, None),
        (425, PROBLEM, {}),
        (429, PROBLEM, {}),
        (500, PROBLEM, {}),
        (503, PROBLEM, {"code": "busy"}),
        (511, HTML, None),
    ],
    "sign_in": [(401, PROBLEM, {"code": "signed_out"})],
    "other_person": [(403, PROBLEM, {"code": "other_person"})],
    "quarantine": [
        (403, PROBLEM, {"code": "not_permitted"}),
        (403, PROBLEM, {"code": "cross_site"}),
        (404, PROBLEM, {"code": "not_found"}),
        (405, PROBLEM, {"code": "wrong_method"}),
        (409, PROBLEM, {"code": "stale"}),
        (409, PROBLEM, {"code": "op_reused"}),
        (413, PROBLEM, {"code": "too_large"}),
        (415, PROBLEM, {"code": "wrong_type"}),
        (422, PROBLEM, {"code": "invalid"}),
    ],
    "erased": [(410, PROBLEM, {"code": "erased"})],
    "update": [(426, PROBLEM, {"code": "client_too_old"})],
    "send_photos_again": [(409, PROBLEM, {"code": "photo_missing"})],
}


def test_what_each_answer_means(modules: Page) -> None:
    wrong = []
    for action, answers in ANSWERS.items():
        for status, kind, body in answers:
            found = _call(modules, "answers", "judge", {"status": status, "type": kind, "body": body}, OP)
            wrong += [f"{status} {kind} {body}: {found}, not {action}"] if found != action else []
    assert not wrong, "\n".join(wrong)


def test_what_comes_damaged_three_times_needs_the_person(modules: Page) -> None:
    answer = {"status": 400, "type": PROBLEM, "body": {"code": "corrupt"}}
    actions = [_call(modules, "answers", "judge", answer, OP | {"refused": times}) for times in (0, 1, 2)]
    assert actions == ["retry", "retry", "quarantine"]


def test_a_photo_is_there_only_when_its_hash_comes_back(modules: Page) -> None:
    said = [{"sha": SHA, "stored": True}, {"sha": SHA}, {"sha": "other", "stored": True}]
    answers = [{"status": 201, "type": JSON, "body": body} for body in said]
    actions = [_call(modules, "answers", "judgePhoto", answer, {"sha": SHA}) for answer in answers]
    assert actions == ["received", "retry", "retry"]


FORMS: dict[str, list[tuple[str, str]]] = {
    "nested": [("ratings.crack_free", "reached"), ("ratings.undercut", " not_yet "), ("stage", "coaching")],
    "lists": [("imperfections[]", "401"), ("imperfections[]", " 402 "), ("imperfections[]", "")],
    "empty": [("note.text", "   "), ("header.task_description", ""), ("date", "2026-11-20")],
    "repeated": [("stage", "coaching"), ("stage", "modelling"), ("stage", "")],
    "prefix": [("a", "1"), ("a.b", "2"), ("c.d", "3"), ("c", "4")],
    "deep": [("a.b.c.d.e.f.g.h.i.j", "1")],
    "null": [("note.te\0xt", "een\0twee")],
    "photo": [(f"photos.{SHA}.criterion", "-"), (f"photos.{SHA}.marks", "arrow 1 2 3 4"), ("spoken[]", SHA)],
}


@pytest.mark.parametrize("pairs", FORMS.values(), ids=FORMS)
def test_the_phone_reads_a_form_as_the_school_does(modules: Page, pairs: list[tuple[str, str]]) -> None:
    assert _call(modules, "form-data", "nest", pairs) == nested(MultiDict(pairs))


def test_what_belongs_to_one_visit_is_no_field(modules: Page) -> None:
    pairs = [("csrf_token", "x"), ("op_id", "x"), ("base_rev", "3"), ("back", "/"), ("stage", "coaching")]
    assert _call(modules, "form-data", "nest", pairs) == {"stage": "coaching"}


def _receipts(*verdicts: str) -> list[dict[str, Any]]:
    return [{"receipt": {"rev": rev, "verdict": verdict}} for rev, verdict in enumerate(verdicts, 1)]


@pytest.mark.parametrize(
    ("verdicts", "current"),
    [
        ([], 0),
        (["applied"], 1),
        (["applied", "applied"], 2),
        (["applied", "kept_as_conflict"], 1),
        (["applied", "late_addition"], 1),
        (["held", "held"], 2),
        (["applied", "held"], 1),
        (["held", "applied"], 2),
    ],
)
def test_the_revision_that_a_phone_knows_to_be_current(modules: Page, verdicts: list[str], current: int) -> None:
    assert _call(modules, "settle", "revisionOf", _receipts(*verdicts)) == current


def test_names_are_of_version_seven_and_never_the_same(modules: Page) -> None:
    made = [UUID(_call(modules, "ids", "uuid7")) for _ in range(3)]
    assert {each.version for each in made} == {7}
    assert len(set(made)) == 3
