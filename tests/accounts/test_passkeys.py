"""Passkeys: what signs in, and everything that does not."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from logbook.accounts.models import Passkey, Person, SignInSession
from logbook.accounts.services import start_session
from logbook.core import clock
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.conftest import FRIDAY
from tests.factories import Cast, make_member
from tests.pages import PageClient

from .mailbox import enter_by_mail
from .soft_key import USER_PRESENT, SoftKey, add_key, asked


def _enter(client: PageClient, credential: str, status: int = 303) -> Any:
    return client.post("/sign-in/passkey", {"credential": credential}, status)


def test_a_passkey_signs_in_without_a_code(cast: Cast, client_for) -> None:
    key, client = add_key(client_for(cast.mentor)), client_for()
    _enter(client, key.show(asked(client.get("/sign-in?next=/me"))))
    assert cast.mentor.name in client.get("/me").text
    newest = db.session.query(SignInSession).order_by(SignInSession.id.desc()).first()
    assert newest and newest.proof == "passkey"
    assert db.session.query(Passkey).one().last_used_at == FRIDAY


def test_the_own_page_lists_names_and_removes_them(cast: Cast, client_for) -> None:
    client = client_for(cast.mentor)
    key = add_key(client, name="Telefoon van de hal")
    page = client.get("/me")
    assert "Telefoon van de hal" in page.one("#keys").get_text()
    client.post(str(page.one("#keys form")["action"]))
    assert "Telefoon van de hal" not in client.get("/me").text
    stranger = client_for()
    _enter(stranger, key.show(asked(stranger.get("/sign-in"))), 422)
    assert [each.deed for each in db.session.query(Event).filter(Event.thing == "passkey")] == [
        "add_passkey",
        "remove_passkey",
    ]


def test_nobody_removes_somebody_elses(cast: Cast, client_for) -> None:
    add_key(client_for(cast.mentor))
    path = f"/me/passkeys/{db.session.query(Passkey).one().id}/remove"
    client_for(cast.other_mentor).post(path, status=404)
    client_for(cast.mentor).post(f"/me/passkeys/{new_id()}/remove", status=404)
    assert db.session.query(Passkey).count() == 1


@pytest.mark.parametrize(
    "bent",
    [
        {"origin": "http://localhost.evil.example"},
        {"origin": "https://localhost"},
        {"domain": "evil.example"},
        {"challenge": "bm9uZSBvZiBvdXJz"},
        {"crossOrigin": True},
        {"handle": b"somebody else"},
        {"type": "webauthn.create"},
    ],
)
def test_an_answer_for_another_place_or_person_is_refused(cast: Cast, client_for, bent: dict[str, Any]) -> None:
    key, client = add_key(client_for(cast.mentor)), client_for()
    page = _enter(client, key.show(asked(client.get("/sign-in")), **bent), 422)
    assert page.one("#passkey-error").get_text(strip=True)
    _enter(client, key.show(asked(page)))


def test_an_answer_counts_once_in_every_copy_of_the_cookie(cast: Cast, client_for) -> None:
    key, client = add_key(client_for(cast.mentor)), client_for()
    credential = key.show(asked(client.get("/sign-in")))
    copy = client.copy()
    _enter(client, credential)
    _enter(copy, credential, 422)


def test_an_answer_counts_in_the_browser_that_was_asked_and_for_ten_minutes(cast: Cast, client_for) -> None:
    key, client, other = add_key(client_for(cast.mentor)), client_for(), client_for()
    options = asked(client.get("/sign-in"))
    other.get("/sign-in")
    _enter(other, key.show(options), 422)
    with clock.freeze(FRIDAY + timedelta(minutes=10)):
        _enter(client, key.show(options), 422)


def test_an_answer_to_another_question_is_refused(cast: Cast, client_for) -> None:
    """What was asked for a new passkey is no question for signing in, nor the other way around."""
    client = client_for(cast.mentor)
    key = add_key(client)
    client.post("/prove/passkey", {"credential": key.show(asked(client.get("/me/passkeys/new")))}, 422)


def test_a_counter_that_goes_back_is_a_copied_key(cast: Cast, client_for) -> None:
    key, client = add_key(client_for(cast.mentor), SoftKey(count=7)), client_for()
    key.count = 3
    _enter(client, key.show(asked(client.get("/sign-in"))), 422)


def test_a_key_that_did_not_ask_for_finger_or_pin_is_refused(cast: Cast, client_for) -> None:
    key, client = add_key(client_for(cast.mentor)), client_for()
    key.flags = USER_PRESENT
    _enter(client, key.show(asked(client.get("/sign-in"))), 422)
    weak, page = SoftKey(credential=b"weak", flags=USER_PRESENT), client_for(cast.other_mentor)
    made = weak.make(asked(page.get("/me/passkeys/new")))
    page.post("/me/passkeys", {"credential": made, "name": "Zwak"}, 422)


def test_another_keys_signature_is_refused(cast: Cast, client_for) -> None:
    key, client = add_key(client_for(cast.mentor)), client_for()
    forged = SoftKey(credential=key.credential, handle=key.handle, count=50)
    _enter(client, forged.show(asked(client.get("/sign-in"))), 422)


@pytest.mark.parametrize(
    "said", ["", "nonsense", "[]", "{}", '{"response": {}}', '{"response": {"clientDataJSON": 1}}', "[" * 9000]
)
def test_what_is_no_answer_is_no_error_of_ours(cast: Cast, client_for, said: str) -> None:
    client_for().post("/sign-in/passkey", {"credential": said}, 422)
    client_for(cast.mentor).post("/me/passkeys", {"credential": said, "name": "x"}, 422)


def test_the_same_passkey_is_kept_once(cast: Cast, client_for) -> None:
    key, other = add_key(client_for(cast.mentor)), client_for(cast.other_mentor)
    made = key.make(asked(other.get("/me/passkeys/new")))
    other.post("/me/passkeys", {"credential": made, "name": "Ook mijn telefoon"}, 422)
    assert db.session.query(Passkey).one().person_id == cast.mentor.id


def test_a_passkey_of_somebody_without_a_role_opens_nothing(cast: Cast, client_for, clean: Flask) -> None:
    with transaction():
        guest = Person(given_name="Gil", family_name="Gast", email="gil@example.org")
        db.session.add(guest)
        db.session.flush()
        role = make_member(guest, cast.school, Role.MENTOR)
    key, client = add_key(client_for(guest)), client_for()
    with transaction():
        role.until_date = FRIDAY.date() - timedelta(days=1)
    _enter(client, key.show(asked(client.get("/sign-in"))), 422)


def test_on_an_address_of_numbers_the_app_says_why_there_are_none(cast: Cast, client_for) -> None:
    client = client_for(cast.mentor)
    there = {"base_url": "http://127.0.0.1:8000"}
    token = start_session(cast.mentor, "tests")
    db.session.commit()
    with client.client.session_transaction(**there) as session:
        session["_user_id"], session["_fresh"] = token, True
    assert "Op dit adres werken passkeys niet" in client.get("/me", **there).text
    assert not client_for().get("/sign-in", **there).all("[data-passkey]")


def test_a_learners_phone_is_paired_and_takes_no_passkey(cast: Cast, client_for) -> None:
    client = client_for(cast.learner)
    assert not client.get("/me").all("#keys")
    client.get("/me/passkeys/new", 403)


def test_a_passkey_is_offered_the_first_times_and_holds_nobody_up(cast: Cast, client_for, clean: Flask) -> None:
    targets = []
    for turn in range(4):
        with clock.freeze(FRIDAY + timedelta(hours=turn)):
            client = client_for()
            targets.append(enter_by_mail(client, cast.mentor, clean).location)
    assert targets == ["/me/passkeys/new"] * 3 + ["/"]
    client = client_for()
    client.get("/sign-in?next=/me")
    assert enter_by_mail(client, cast.guardian, clean).location == "/me"
