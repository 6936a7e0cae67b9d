"""Every refusal is a page that says what happened and what one can do."""

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from logbook.web.forms import MOST_NAMES
from tests.factories import Cast


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/static/abc/nothing.css",
        "/me/sessions/not-an-id/end",
        "/%00",
        "/../etc",
        "/sheets/a%00b",
        "/me?x=%00",
    ],
)
def test_what_is_not_there_is_told_kindly(cast: Cast, client_for, path: str) -> None:
    page = client_for(cast.learner).get(path, 404)
    assert page.h1 == "Niet gevonden"
    assert page.one("main a[href='/']")


def test_a_wrong_method_is_told_with_the_right_one(cast: Cast, client_for) -> None:
    page = client_for(cast.learner).get("/sign-out", 405)
    assert "POST" in page.headers["Allow"]


def test_a_fragment_gets_a_fragment(cast: Cast, client_for) -> None:
    page = client_for(cast.learner).fragment("/nothing", 404)
    assert "<html" not in page.html and "Niet gevonden" in page.text


def test_an_api_path_gets_a_problem_document(cast: Cast, client_for) -> None:
    answer = client_for(cast.learner).get("/api/v1/nothing", 404)
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_form_that_is_too_large_is_refused(cast: Cast, client_for) -> None:
    client_for(cast.learner).post("/me/display", {"language": "nl" * 400_000}, 413)


def test_a_form_with_thousands_of_names_is_refused(cast: Cast, client_for) -> None:
    names = {f"name{number}": "1" for number in range(MOST_NAMES)}
    client_for(cast.learner).post("/me/display", names, 413)


def test_an_unexpected_error_tells_nothing_of_its_inside(clean: Flask, client_for, monkeypatch) -> None:
    def fail() -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setitem(clean.view_functions, "accounts.sign_in", fail)
    monkeypatch.setattr(clean, "testing", False)
    page = client_for().get("/sign-in", 500)
    assert "secret" not in page.html and "ging iets mis" in page.h1


def test_a_database_that_is_gone_is_told_to_somebody_signed_in(
    clean: Flask, cast: Cast, client_for, monkeypatch
) -> None:
    client = client_for(cast.learner)
    monkeypatch.setattr(clean, "testing", False)
    monkeypatch.setattr("logbook.accounts.views.session.queries.actor_of_session", _database_is_gone)
    page = client.get("/me", 500)
    assert "ging iets mis" in page.h1


@pytest.mark.parametrize("path", ["/nothing", "/sign-in", "/sign-out"])
def test_a_database_that_is_gone_is_told_on_every_page(
    clean: Flask, cast: Cast, client_for, monkeypatch, path: str
) -> None:
    client = client_for(cast.learner)
    monkeypatch.setattr(clean, "testing", False)
    monkeypatch.setattr("logbook.accounts.views.session.queries.actor_of_session", _database_is_gone)
    assert "ging iets mis" in client.get(path, 500).h1


def _database_is_gone(_token: str) -> None:
    raise OperationalError("select", {}, OSError("gone"))


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "logbook=garbage"},
        {"Cookie": "logbook=" + "x" * 5000},
        {"Cookie": "remember_token=x|\xe9".encode().decode("latin-1")},
        {"HX-Request-Type": "partial", "HX-Target": "<script>"},
        {"Accept-Language": "xx-" + "y" * 200},
        {"Content-Type": "application/json"},
        {"Content-Type": "multipart/form-data; boundary="},
    ],
)
def test_odd_headers_never_break_anything(clean: Flask, monkeypatch, headers: dict[str, str]) -> None:
    monkeypatch.setattr(clean, "testing", False)
    client = clean.test_client(use_cookies=False)  # one with a cookie jar would send that instead of the header
    assert client.get("/sign-in", headers=headers).status_code < 500
    assert client.post("/sign-in", data=b"\xff\xfe=%ff", headers=headers).status_code < 500
