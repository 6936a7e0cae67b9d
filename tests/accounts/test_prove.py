"""A mentor who was away for twelve hours shows again who this is before approving; nothing typed is lost."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from logbook.accounts.models import SignInSession
from logbook.core import clock
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.entries.models import Entry, EntryState
from logbook.extensions import db
from tests.conftest import FRIDAY
from tests.entries.work import stored
from tests.factories import Cast
from tests.pages import PageClient
from tests.reviews.work import form_of, typed, week_of_work, week_url
from tests.sync.phone import Phone, op, week_path

from .mailbox import newest_code
from .soft_key import add_key, asked

LATER = timedelta(hours=13)


@pytest.fixture
def away(cast: Cast, client_for) -> Iterator[PageClient]:
    """Return the mentor's browser, thirteen hours after its last use."""
    client = client_for(cast.mentor)
    client.get("/me")
    with clock.freeze(FRIDAY + LATER):
        yield client


def _prove(client: PageClient, app: Flask) -> str:
    client.post("/prove/mail")
    return client.post("/prove/code", {"code": newest_code(app)}).location


def test_within_twelve_hours_nobody_is_asked(cast: Cast, client_for) -> None:
    ids, client = week_of_work(cast, 1), client_for(cast.mentor)
    for hours in (11, 22):
        with clock.freeze(FRIDAY + timedelta(hours=hours)):
            client.get(week_url(cast))
    with clock.freeze(FRIDAY + timedelta(hours=33)):
        client.post(week_url(cast), form_of(ids))
    assert stored(ids[0]).state == EntryState.APPROVED


def test_reading_goes_on_and_approving_asks_with_all_that_was_typed(cast: Cast, away: PageClient, clean: Flask) -> None:
    ids = week_of_work(cast, 1)
    away.get(week_url(cast))
    said = form_of(ids) | {"work_points.new.text": "Maat nemen", "work_points.new.example": "dinsdag"}
    answer = away.post(week_url(cast), said)
    assert answer.location == f"/prove?next={week_url(cast)}"
    assert stored(ids[0]).state == EntryState.SUBMITTED
    assert away.follow(answer).h1 == "Ben jij het nog?"
    assert _prove(away, clean) == week_url(cast)
    form = typed(away.get(week_url(cast)), "#week-form")
    assert form["work_points.new.text"] == "Maat nemen"
    away.post(week_url(cast), form)
    assert db.session.get_one(Entry, ids[0]).state == EntryState.APPROVED


def test_looking_around_first_does_not_make_it_forgotten(cast: Cast, away: PageClient) -> None:
    ids = week_of_work(cast, 1)
    away.get("/me")
    assert db.session.query(SignInSession).one().proved_at is None
    with clock.freeze(FRIDAY + LATER + timedelta(minutes=5)):
        assert "/prove" in away.post(week_url(cast), form_of(ids)).location


def test_a_phone_is_told_and_its_deed_is_taken_after(cast: Cast, away: PageClient, clean: Flask) -> None:
    ids, phone, op_id = week_of_work(cast, 1), Phone(away, cast.mentor), new_id()
    reviewed = {str(ids[0]): {"rev": "1", "verdict": "agree"}}
    sent = op("week.review", {"version": 1, "entries": reviewed, "approve": True})
    assert phone.send(week_path(cast), sent, 403, op_id=op_id).code == "prove_again"
    phone.get("/changes?since=")
    _prove(away, clean)
    answer = phone.send(week_path(cast), sent, 201, op_id=op_id)
    assert phone.send(week_path(cast), sent, 200, op_id=op_id).json == answer.json


def test_a_new_token_comes_with_it(cast: Cast, away: PageClient, clean: Flask) -> None:
    copy = away.copy()
    _prove(away, clean)
    away.get("/me")
    copy.get("/me", 303)
    assert db.session.query(Event).filter_by(deed="prove").one().new == "code"


def test_somebody_elses_code_proves_nothing(cast: Cast, away: PageClient, client_for, clean: Flask) -> None:
    away.post("/sign-in", {"email": cast.other_mentor.email})
    away.post("/prove/code", {"code": newest_code(clean)}, 422)
    away.post("/prove/code", {"code": "12"}, 422)
    assert db.session.query(Event).filter_by(deed="prove").count() == 0


def test_a_passkey_proves_it_and_somebody_elses_does_not(cast: Cast, client_for) -> None:
    client, other = client_for(cast.mentor), add_key(client_for(cast.other_mentor))
    other.credential = b"a passkey of the tests"
    client.post("/prove/passkey", {"credential": other.show(asked(client_for().get("/sign-in")))}, 422)
    key = add_key(client_for(cast.teacher), type(other)(credential=b"of the teacher"))
    mine = add_key(client, type(other)(credential=b"mine"))
    client.post("/prove/passkey", {"credential": key.show(asked(client.get("/prove")))}, 422)
    client.post("/prove/passkey", {"credential": mine.show(asked(client.get("/prove?next=/me")))})
    client.get("/me")


def test_adding_a_key_asks_too(cast: Cast, away: PageClient) -> None:
    assert away.get("/me/passkeys/new", 303).location == "/prove?next=/me/passkeys/new"


def test_keys_are_changed_within_a_quarter_of_a_proof_alone(cast: Cast, client_for, clean: Flask) -> None:
    client = client_for(cast.teacher)
    key = add_key(client)
    with clock.freeze(FRIDAY + timedelta(minutes=16)):
        remove = str(client.get("/me").one("#keys form[action$='/remove']")["action"])
        assert client.post(remove, headers={"Referer": "http://localhost/me"}).location == "/prove?next=/me"
        assert client.get("/me/passkeys/new", 303).location == "/prove?next=/me/passkeys/new"
        for path in ("/sign-in/second/app", "/me/app/remove"):
            assert client.post(path).location.startswith("/prove")
        client.post("/prove/passkey", {"credential": key.show(asked(client.get("/prove?next=/me")))})
        client.follow(client.post(remove))
        assert not client.get("/me").all("#keys form[action$='/remove']")


def test_sessions_elsewhere_are_ended_within_a_quarter_of_a_proof(cast: Cast, client_for, clean: Flask) -> None:
    client, other = client_for(cast.mentor), client_for(cast.mentor)
    end = str(client.get("/me").one("form[action$='/end']")["action"])
    with clock.freeze(FRIDAY + timedelta(minutes=16)):
        for path in (end, "/me/sessions/end-others"):
            assert client.post(path).location.startswith("/prove")
        other.get("/me")
        _prove(client, clean)
        client.post(end)
        other.get("/me", 303)


def test_it_leads_back_here_and_nowhere_else(cast: Cast, away: PageClient, clean: Flask) -> None:
    for target in ("//evil.example", "https://evil.example", "/\\evil.example"):
        away.get(f"/prove?next={target}")
    assert _prove(away, clean) == "/"
