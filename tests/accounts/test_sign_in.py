"""Signing in with a mailed code: for one browser, once, for ten minutes, five tries."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask

from logbook.accounts.models import Membership, Person, SignInCode, SignInSession
from logbook.accounts.services import forget_old_codes
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
        text = render_mail(db.session.query(Mail).order_by(Mail.id.desc()).first()).get_content()
    return re.search(r"\b\d{6}\b", text)[0]  # type: ignore[index]


def _another(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def _ask(client: PageClient, email: str | None) -> None:
    client.follow(client.post("/sign-in", {"email": email}))


def test_a_mailed_code_signs_in(cast: Cast, client_for, clean: Flask) -> None:
    client = client_for()
    _ask(client, cast.mentor.email)
    answer = client.post("/sign-in/code", {"code": _code(clean)})
    assert answer.location == "/me/passkeys/new"
    assert client.get(answer.location).one("main > a.btn")["href"] == "/"
    assert cast.mentor.name in client.get("/me").text


def test_signing_in_goes_where_one_was_going_but_never_to_another_host(cast: Cast, client_for, clean: Flask) -> None:
    client = client_for()
    client.get("/sign-in?next=/me")
    for target in (
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "/%09/evil.example",
        "/%0A/evil.example",
    ):
        client.get(f"/sign-in?next={target}")
    client.get("/sign-in?next=/" + "long" * 1000)  # more than a cookie holds: the browser would drop all of it
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


def test_until_the_answer_has_left_the_same_is_done_for_known_and_unknown(
    cast: Cast, client_for, count_queries, monkeypatch
) -> None:
    monkeypatch.setattr("logbook.accounts.views.sign_in.services.mail_code", lambda *_: None)
    client = client_for()
    client.get("/sign-in")
    done = [
        count_queries(lambda email=email: client.post("/sign-in", {"email": email}))
        for email in (cast.mentor.email, "nobody@example.org")
    ]
    assert done[0] == done[1]


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "1234567", "12 345"])
def test_what_is_no_code_is_told_beside_the_field(cast: Cast, client_for, code: str) -> None:
    client = client_for()
    _ask(client, cast.mentor.email)
    page = client.post("/sign-in/code", {"code": code}, 422)
    assert page.one("#f-code-error").get_text()


def test_a_code_works_once_in_every_copy_of_the_cookie(cast: Cast, client_for, clean: Flask) -> None:
    client = client_for()
    _ask(client, cast.mentor.email)
    copy = client.copy()
    client.post("/sign-in/code", {"code": _code(clean)})
    copy.post("/sign-in/code", {"code": _code(clean)}, 422)


def test_a_code_works_only_in_the_browser_that_asked(cast: Cast, client_for, clean: Flask) -> None:
    asking, other = client_for(), client_for()
    _ask(other, "nobody@example.org")
    with clock.freeze(FRIDAY + timedelta(seconds=1)):
        _ask(asking, cast.mentor.email)
        other.post("/sign-in/code", {"code": _code(clean)}, 422)
        asking.post("/sign-in/code", {"code": _code(clean)})


def _at_once(clean: Flask, clients: list[PageClient], code: str) -> list[int]:
    """Post `code` in every client at the same moment and return the statuses."""
    together = Barrier(len(clients))

    def post(client: PageClient) -> int:
        with clock.freeze(FRIDAY):
            together.wait()
            answer = client.client.post("/sign-in/code", data={"code": code, "csrf_token": client.token})
            return answer.status_code

    db.session.commit()
    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(post, clients))


def test_a_code_posted_several_times_at_once_signs_in_once(cast: Cast, client_for, clean: Flask) -> None:
    client = client_for()
    _ask(client, cast.mentor.email)
    statuses = _at_once(clean, [client.copy() for _ in range(4)], _code(clean))
    assert sorted(statuses) == [303, 422, 422, 422]
    assert db.session.query(SignInSession).count() == 1


def test_wrong_tries_at_the_same_moment_all_count(cast: Cast, client_for, clean: Flask) -> None:
    client = client_for()
    _ask(client, cast.mentor.email)
    _at_once(clean, [client.copy() for _ in range(4)], _another(_code(clean)))
    assert db.session.query(SignInCode).one().tries == 4


def test_a_code_dies_after_five_wrong_tries(cast: Cast, client_for, clean: Flask) -> None:
    client = client_for()
    _ask(client, cast.mentor.email)
    code = _code(clean)
    for _ in range(5):
        client.post("/sign-in/code", {"code": _another(code)}, 422)
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


def _end_roles(person: Person) -> None:
    with transaction():
        db.session.query(Membership).filter_by(person_id=person.id).update(
            {"until_date": FRIDAY.date() - timedelta(days=1)}
        )


def test_somebody_whose_role_has_ended_gets_no_mail(cast: Cast, client_for) -> None:
    _end_roles(cast.mentor)
    _ask(client_for(), cast.mentor.email)
    assert db.session.query(Mail).count() == 0


def test_somebody_whose_role_ended_since_the_code_was_asked_is_not_let_in(cast: Cast, client_for, clean: Flask) -> None:
    client = client_for()
    _ask(client, cast.mentor.email)
    code = _code(clean)
    _end_roles(cast.mentor)
    client.post("/sign-in/code", {"code": code}, 422)
    assert db.session.query(SignInSession).count() == 0


def test_signing_in_as_somebody_else_ends_the_first_sign_in(cast: Cast, client_for, clean: Flask) -> None:
    client = client_for(cast.mentor)
    copy = client.copy()
    client.post("/sign-in", {"email": cast.other_mentor.email})
    client.post("/sign-in/code", {"code": _code(clean)})
    assert cast.other_mentor.name in client.get("/me").text
    copy.get("/me", 303)


def test_codes_are_forgotten_after_a_day(cast: Cast, client_for) -> None:
    _ask(client_for(), cast.mentor.email)
    with clock.freeze(FRIDAY + timedelta(days=1, seconds=1)), transaction():
        _ask(client_for(), cast.teacher.email)
        forget_old_codes()
    assert [code.email for code in db.session.query(SignInCode)] == [cast.teacher.email]


def test_an_address_that_grows_when_written_small_is_refused(client_for) -> None:
    """A capital I with a dot is two characters when small: more than the column holds."""
    email = "a@" + ".".join(["İ" * 50] * 4) + ".be"
    assert len(email) < 254 < len(email.lower())
    client_for().post("/sign-in", {"email": email}, 422)


def test_a_wrong_address_is_told_beside_the_field_and_kept(client_for) -> None:
    page = client_for().post("/sign-in", {"email": "piet@"}, 422)
    assert "e-mailadres" in page.one("#f-email-error").get_text()
    assert page.one("#f-email")["value"] == "piet@"


def test_the_token_is_kept_hashed(cast: Cast, client_for) -> None:
    client = client_for(cast.mentor)
    with client.client.session_transaction() as session:
        token = session["_user_id"]
    assert token not in {row.token_sha256 for row in db.session.query(SignInSession)}
