"""Signing in with a mailed code: for one browser, once, for ten minutes, five tries."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from logbook.accounts.models import SignInCode, SignInSession
from logbook.core import clock
from logbook.core.mail import Mail
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.notices.services import render_mail, send_waiting_mail
from tests.conftest import FRIDAY
from tests.factories import Cast
from tests.pages import PageClient


def _code(app: Flask) -> str:
    with app.test_request_context():
        text = render_mail(db.session.query(Mail).one()).get_content()
    return re.search(r"\b\d{6}\b", text)[0]  # type: ignore[index]


def _ask(client: PageClient, email: str | None) -> None:
    client.follow(client.post("/sign-in", {"email": email}))


def test_a_mailed_code_signs_in(cast: Cast, client_for, clean: Flask) -> None:
    client = client_for()
    _ask(client, cast.mentor.email)
    answer = client.post("/sign-in/code", {"code": _code(clean)})
    assert answer.location == "/"
    assert cast.mentor.name in client.get("/me").text


def test_signing_in_goes_where_one_was_going_but_never_to_another_host(cast: Cast, client_for, clean: Flask) -> None:
    client = client_for()
    client.get("/sign-in?next=/me")
    client.get("/sign-in?next=//evil.example")
    client.get("/sign-in?next=/\\evil.example")
    client.get("/sign-in?next=https://evil.example/")
    _ask(client, cast.mentor.email)
    assert client.post("/sign-in/code", {"code": _code(clean)}).location == "/me"


def test_an_unknown_address_gets_the_same_answer_and_no_mail(cast: Cast, client_for) -> None:
    known, unknown = client_for(), client_for()
    pages = []
    for client, email in ((known, cast.mentor.email), (unknown, "nobody@example.org")):
        client.post("/sign-in", {"email": email})
        pages.append(client.get("/sign-in/code").text.replace(str(email), "EMAIL"))
    assert pages[0] == pages[1]
    assert [mail.recipient for mail in db.session.query(Mail)] == [cast.mentor.email]


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "1234567", "12 345"])
def test_what_is_no_code_is_told_beside_the_field(cast: Cast, client_for, code: str) -> None:
    client = client_for()
    _ask(client, cast.mentor.email)
    page = client.post("/sign-in/code", {"code": code}, 422)
    assert page.one("#f-code-error").get_text()


def test_a_code_works_once(cast: Cast, client_for, clean: Flask) -> None:
    client = client_for()
    _ask(client, cast.mentor.email)
    code = _code(clean)
    client.post("/sign-in/code", {"code": code})
    client.post("/sign-out")
    _ask(client, "nobody@example.org")
    client.post("/sign-in/code", {"code": code}, 422)


def test_a_code_works_only_in_the_browser_that_asked(cast: Cast, client_for, clean: Flask) -> None:
    _ask(client_for(), cast.mentor.email)
    other = client_for()
    _ask(other, "nobody@example.org")
    other.post("/sign-in/code", {"code": _code(clean)}, 422)


def test_a_code_dies_after_five_wrong_tries(cast: Cast, client_for, clean: Flask) -> None:
    client = client_for()
    _ask(client, cast.mentor.email)
    code = _code(clean)
    for _ in range(5):
        client.post("/sign-in/code", {"code": "000000" if code != "000000" else "111111"}, 422)
    client.post("/sign-in/code", {"code": code}, 422)


def test_a_code_dies_after_ten_minutes(cast: Cast, client_for, clean: Flask) -> None:
    client = client_for()
    _ask(client, cast.mentor.email)
    code = _code(clean)
    with clock.freeze(FRIDAY + timedelta(minutes=10)):
        client.post("/sign-in/code", {"code": code}, 422)


def test_six_requests_in_a_quarter_send_five_mails(cast: Cast, client_for) -> None:
    client = client_for()
    for _ in range(6):
        _ask(client, cast.mentor.email)
    assert db.session.query(Mail).count() == 5


def test_the_code_is_kept_hashed_and_leaves_the_outbox_when_sent(cast: Cast, client_for, clean: Flask) -> None:
    _ask(client_for(), cast.mentor.email)
    code = _code(clean)
    assert code not in db.session.query(SignInCode).one().code_hash
    assert send_waiting_mail() == 1
    assert code not in str(db.session.query(Mail).one().context)


def test_somebody_whose_role_has_ended_gets_no_mail(cast: Cast, client_for) -> None:
    with transaction():
        for membership in db.session.query(type(_membership(cast))).filter_by(person_id=cast.mentor.id):
            membership.until_date = FRIDAY.date() - timedelta(days=1)
    _ask(client_for(), cast.mentor.email)
    assert db.session.query(Mail).count() == 0


def _membership(cast: Cast) -> object:
    from logbook.accounts.models import Membership

    return db.session.query(Membership).filter_by(person_id=cast.mentor.id).first()


def test_a_wrong_address_is_told_beside_the_field_and_kept(client_for) -> None:
    page = client_for().post("/sign-in", {"email": "piet@"}, 422)
    assert "e-mailadres" in page.one("#f-email-error").get_text()
    assert page.one("#f-email")["value"] == "piet@"


def test_the_token_is_kept_hashed(cast: Cast, client_for) -> None:
    client = client_for(cast.mentor)
    with client.client.session_transaction() as session:
        token = session["_user_id"]
    assert token not in {row.token_sha256 for row in db.session.query(SignInSession)}
