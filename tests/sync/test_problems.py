"""Every refusal of a phone's call: a problem document with a code, and nothing changed."""

import hashlib
import json
from collections.abc import Callable
from importlib import import_module

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as QueueFull

from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.entries.models import Entry, Op, RejectedOp
from logbook.entries.services import rejected
from logbook.extensions import db
from tests.factories import Cast, actor_of
from tests.pages import PageClient

from .phone import Phone, day, op

PhoneOf = Callable[[str], Phone]
SUBMIT = import_module("logbook.entries.services.submit_entry")
"""The module; the package has a function of that name."""


def path() -> str:
    """Return where a deed on a new entry goes."""
    return f"/entries/{new_id()}/ops/{new_id()}"


def sent(cast: Cast) -> bytes:
    """Return a good deed's bytes."""
    return json.dumps(day(cast)).encode()


HEADERS = {
    "no header": ({"X_Logbook": None}, 400, "no_header"),
    "a strange header": ({"X_Logbook": "one"}, 400, "no_header"),
    "a huge header": ({"X_Logbook": "9" * 5000}, 400, "no_header"),
    "an old client": ({"X_Logbook": "0"}, 426, "client_too_old"),
    "another site": ({"Sec_Fetch_Site": "cross-site"}, 403, "cross_site"),
    "another site of the school": ({"Sec_Fetch_Site": "same-site"}, 403, "cross_site"),
    "another person": ({"X_User_Key": str(new_id())}, 403, "other_person"),
    "no person": ({"X_User_Key": None}, 400, "no_header"),
    "a form": ({"Content_Type": "application/x-www-form-urlencoded"}, 415, "wrong_type"),
    "text": ({"Content_Type": "text/plain"}, 415, "wrong_type"),
    "no hash": ({"X-Content-SHA256": None}, 400, "no_sha"),
    "a strange hash": ({"X-Content-SHA256": "xyz"}, 400, "no_sha"),
    "another hash": ({"X-Content-SHA256": "0" * 64}, 400, "corrupt"),
}


@pytest.mark.parametrize("case", HEADERS)
def test_what_a_call_must_say_of_itself(cast: Cast, phone_of: PhoneOf, case: str) -> None:
    headers, status, code = HEADERS[case]
    answer = phone_of("learner").put_bytes(path(), sent(cast), **headers)
    assert (answer.status, answer.code) == (status, code)
    assert answer["status"] == status and answer["title"] and answer["type"] == "about:blank"
    assert db.session.query(Entry).count() == db.session.query(RejectedOp).count() == 0


def test_no_token_is_asked_for_and_an_old_browser_says_nothing_of_the_site(cast: Cast, phone_of: PhoneOf) -> None:
    assert phone_of("learner").put_bytes(path(), sent(cast), Sec_Fetch_Site=None).status == 201


@pytest.mark.parametrize(
    ("method", "call"),
    [("PUT", path()), ("POST", "/ping"), ("POST", "/ops/status"), ("GET", "/changes"), ("PUT", f"/photos/{'0' * 64}")],
    ids=["an op", "ping", "status", "changes", "a photo"],
)
def test_nobody_is_signed_in(cast: Cast, phone_of: PhoneOf, method: str, call: str) -> None:
    answer = phone_of("").call(method, call, b"{}")
    assert (answer.status, answer.code) == (401, "signed_out")


def test_the_same_person_in_another_role_is_another_one(cast: Cast, phone_of: PhoneOf) -> None:
    """Not 404, which a phone would take for an answer about its deed."""
    teacher = phone_of("teacher")
    answer = teacher.put_bytes(path(), sent(cast), X_User_Key=str(actor_of(cast.learner).membership_id))
    assert (answer.status, answer.code) == (403, "other_person")
    assert teacher.put_bytes(path(), sent(cast)).status == 404


def test_what_is_not_there_and_what_is_not_done_like_this(cast: Cast, phone_of: PhoneOf) -> None:
    phone = phone_of("learner")
    assert phone.get("/nothing", 404).code == "not_found"
    assert phone.call("PUT", "/entries/x/ops/y").code == "not_found"
    answer = phone.call("DELETE", path())
    assert (answer.status, answer.code, answer.headers["Allow"]) == (405, "wrong_method", "OPTIONS, PUT")


UNREADABLE = {
    "nothing": b"",
    "no JSON": b"date=2026-11-20",
    "a list": b"[]",
    "no UTF-8": b'{"schema": 1, "kind": "\xff"}',
    "NaN": b'{"schema": NaN}',
    "infinity": b'{"schema": -Infinity}',
    "a number past all": b'{"schema": 1e999}',
    "a long number": b'{"schema": ' + b"9" * 5000 + b"}",
    "a number that rounds": b'{"base_rev": 9007199254740993}',
    "a doubled key": b'{"schema": 1, "schema": 1}',
    "a key that is doubled when it is trimmed": b'{"schema": 1, "schema ": 1}',
    "depth": b"[" * 100_000 + b"]" * 100_000,
    "some depth": b'{"fields":' * 20 + b"1" + b"}" * 20,
    "a raw NUL": b'{"schema": 1, "kind": "\x00"}',
    "cut off": b'{"schema": 1, "kind',
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_bytes_that_nobody_can_read(cast: Cast, phone_of: PhoneOf, case: str) -> None:
    answer = phone_of("learner").put_bytes(path(), UNREADABLE[case])
    assert (answer.status, answer.code) == (400, "malformed")


def test_words_with_what_no_database_holds_are_taken_without_it(cast: Cast, phone_of: PhoneOf) -> None:
    entry_id, header = new_id(), {"task_description": "Balk\0 \ud800 lassen "}
    phone_of("learner").send(f"/entries/{entry_id}", day(cast, header=header))
    found = phone_of("learner").get(f"/entries/{entry_id}")
    assert found["fields"]["header"]["task_description"] == "Balk ? lassen"


def test_what_is_too_large(cast: Cast, phone_of: PhoneOf) -> None:
    answer = phone_of("learner").put_bytes(path(), json.dumps(day(cast, note={"x": "y" * 300_000})).encode())
    assert (answer.status, answer.code) == (413, "too_large")


INVALID = {
    "a kind of another thing": ({"kind": "week.review"}, "kind"),
    "no kind": ({"kind": None}, "kind"),
    "no clock": ({"client_time": None}, "client_time"),
    "a clock without a zone": ({"client_time": "2026-11-20T15:00:00"}, "client_time"),
    "a clock out of time": ({"client_time": "0001-01-01T00:00:00+14:00"}, "client_time"),
    "a revision below none": ({"base_rev": -1}, "base_rev"),
    "a photo that is no hash": ({"photos": ["x"]}, "photos.0"),
    "photos that are no list": ({"photos": {}}, "photos"),
    "words that are no object": ({"fields": []}, "fields"),
    "something we did not ask": ({"verdict": "applied"}, "verdict"),
}


@pytest.mark.parametrize("case", INVALID)
def test_an_envelope_that_is_wrong(cast: Cast, phone_of: PhoneOf, case: str) -> None:
    envelope, name = INVALID[case]
    answer = phone_of("learner").send(f"/entries/{new_id()}", day(cast, envelope=envelope), 422)
    assert answer.code == "invalid" and list(answer["errors"]) == [name]


@pytest.mark.parametrize("name", ["state", "learner_id", "approved_rev", "entry_id", "school_id", "late"])
def test_a_phone_sets_nothing_but_its_words(cast: Cast, phone_of: PhoneOf, name: str) -> None:
    answer = phone_of("learner").send(f"/entries/{new_id()}", day(cast, **{name: "approved"}), 422)
    assert list(answer["errors"]) == [name]
    assert db.session.query(Entry).count() == db.session.query(Op).count() == 0


def test_mistakes_are_told_in_the_persons_language_under_the_forms_names(
    cast: Cast, phone_of: PhoneOf, client_for: Callable[..., PageClient]
) -> None:
    wrong = day(cast, ratings={"crack_free": "x"}, header={"working_times": {"minutes": "1500"}})
    phone = phone_of("learner")
    assert phone.send(f"/entries/{new_id()}", wrong, 422)["errors"] == {
        "ratings.crack_free": ["Dit antwoord hoort niet bij dit punt."],
        "header.working_times": ["Een dag heeft maar 24 uur."],
    }
    client_for(cast.learner).post("/me/display", {"language": "fr", "theme": ""})
    errors = phone.send(f"/entries/{new_id()}", wrong, 422)["errors"]
    assert errors["header.working_times"] != ["Een dag heeft maar 24 uur."]


@pytest.mark.parametrize("schema", [0, 2, 99, None, "1", [1], {"a": 1}])
def test_a_shape_that_we_do_not_know_is_kept_as_it_came(cast: Cast, phone_of: PhoneOf, schema: object) -> None:
    body, call = json.dumps(day(cast, envelope={"schema": schema})).encode(), path()
    answer = phone_of("learner").put_bytes(call, body)
    assert (answer.status, answer.code) == (422, "unknown_schema")
    kept = db.session.query(RejectedOp).one()
    assert (kept.body.encode(), kept.person_id, kept.url) == (body, cast.learner.id, f"/api/v1{call}")


def test_what_was_refused_for_its_content_is_kept_once_and_is_no_deed(cast: Cast, phone_of: PhoneOf) -> None:
    phone, op_id, entry_id = phone_of("learner"), new_id(), new_id()
    for _ in range(3):
        phone.send(f"/entries/{entry_id}", day(cast, stage="x"), 422, op_id=op_id)
    kept = db.session.query(RejectedOp).one()
    assert list(kept.problem["errors"]) == ["stage"] and '"stage": "x"' in kept.body
    assert db.session.query(Op).count() == 0
    phone.send(f"/entries/{entry_id}", day(cast), op_id=new_id())


def test_only_so_much_is_kept_of_one_person(cast: Cast, phone_of: PhoneOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rejected, "MOST", 3)
    phone, other = phone_of("learner"), phone_of("other_learner")
    other.send(f"/entries/{new_id()}", op("submit", {}), 422)
    for _ in range(5):
        phone.send(f"/entries/{new_id()}", op("submit", {}), 422)
    assert db.session.query(RejectedOp).filter_by(person_id=cast.learner.id).count() == 3
    assert db.session.query(RejectedOp).count() == 4


class _Driver(Exception):
    """What a database's driver raises."""

    def __init__(self, **names: str) -> None:
        super().__init__("busy")
        self.__dict__.update(names)


BUSY = {
    "SQLite is locked": OperationalError("BEGIN", {}, _Driver(sqlite_errorname="SQLITE_BUSY")),
    "a lock takes too long": OperationalError("SELECT", {}, _Driver(sqlstate="55P03")),
    "a statement takes too long": OperationalError("SELECT", {}, _Driver(sqlstate="57014")),
    "a deadlock": OperationalError("SELECT", {}, _Driver(sqlstate="40P01")),
    "the connection was lost": OperationalError("SELECT", {}, _Driver(), connection_invalidated=True),
    "no connection is free": QueueFull("pool"),
}


@pytest.mark.parametrize("case", BUSY)
def test_a_busy_database_is_a_matter_of_waiting(
    clean: Flask, cast: Cast, phone_of: PhoneOf, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    def busy(*_: object) -> None:
        raise BUSY[case]

    phone = phone_of("learner")
    monkeypatch.setattr(SUBMIT, "lock_learner", busy)
    answer = phone.put_bytes(path(), sent(cast))
    assert (answer.status, answer.code) == (503, "busy") and int(answer.headers["Retry-After"]) > 0
    monkeypatch.setattr("logbook.insight.views.learner.today_of", busy)
    with clean.app_context():
        page = phone.client.get("/today")
    assert page.status_code == 503 and "Retry-After" in page.headers and "Het is even druk" in page.text


def test_what_nobody_expected_is_a_problem_document_without_a_word_of_the_inside(
    clean: Flask, cast: Cast, phone_of: PhoneOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a secret of the inside")

    phone = phone_of("learner")
    monkeypatch.setattr(SUBMIT, "lock_learner", fail)
    monkeypatch.setattr(clean, "testing", False)
    answer = phone.put_bytes(path(), sent(cast))
    assert (answer.status, answer.code) == (500, "error") and "secret" not in str(answer.json)


def test_the_deed_its_revision_and_its_event_are_there_together_or_not_at_all(
    clean: Flask, cast: Cast, phone_of: PhoneOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    phone, body, call = phone_of("learner"), sent(cast), path()
    before = db.session.query(Event).count()
    monkeypatch.setattr(clean, "testing", False)
    for last in ("summarise", "append_event", "_append", "discard_entry_draft"):
        with monkeypatch.context() as patched:
            patched.setattr(SUBMIT, last, fail)
            assert phone.put_bytes(call, body).status == 500
        assert [db.session.query(each).count() for each in (Op, Entry, Event)] == [0, 0, before]
    assert phone.put_bytes(call, body).status == 201
    assert hashlib.sha256(body).hexdigest() == db.session.query(Op).one().sha
