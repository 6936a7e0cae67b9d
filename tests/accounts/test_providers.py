"""Signing in at another provider: a real one, honest and lying, and everybody who speaks in its name."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest
from flask import Flask

from logbook.accounts.models import Identity, Membership, Person, SignInSession
from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.conftest import FRIDAY
from tests.factories import Cast
from tests.pages import Page, PageClient

from .conftest import Elsewhere, only


def _leave(client: PageClient, key: str = "1") -> str:
    """Tap the button and return where the page leads on to."""
    client.get("/sign-in")
    page = client.post(f"/sign-in/with/{key}", status=200)
    address = str(page.one("main a[rel]")["href"])
    assert page.headers["Refresh"] == f"0; url={address}"
    return address


def _round(client: PageClient, there: Elsewhere, status: int = 303, key: str = "1", **said: Any) -> Page:
    there.next_is(**said)
    return client.get(there.come_from(_leave(client, key)), status)


def _verified(person: Person, **more: Any) -> dict[str, Any]:
    return {"email": person.email, "email_verified": True} | more


def test_buttons_are_there_only_where_a_provider_is(client_for, clean: Flask) -> None:
    assert "Aanmelden met" not in client_for().get("/sign-in").text.replace("Aanmelden met een passkey", "")
    client_for().post("/sign-in/with/1", status=404)
    client_for().get("/sign-in/with/1/back", 404)


def test_a_vouched_for_address_links_once_and_the_account_stays(cast: Cast, client_for, elsewhere: Elsewhere) -> None:
    client = client_for()
    client.get("/sign-in?next=/me")
    assert _round(client, elsewhere, claims=_verified(cast.mentor)).location == "/me"
    assert cast.mentor.name in client.get("/me").text
    again = client_for()
    _round(again, elsewhere, claims={"email": "moved@example.org"})  # the same subject: the address no longer counts
    assert cast.mentor.name in again.get("/me").text
    identity = db.session.query(Identity).one()
    assert (identity.issuer, identity.subject) == (elsewhere.address, "1")


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": None},
        {"email": ["a@b.be"]},
        {"email": "nobody@example.org"},
        {"email": "a@school.example@example.org"},
    ],
)
def test_an_address_nobody_vouches_for_or_knows_makes_no_account(
    cast: Cast, client_for, elsewhere: Elsewhere, claims: dict[str, Any]
) -> None:
    people, client = db.session.query(Person).count(), client_for()
    page = _round(client, elsewhere, 403, claims=_verified(cast.mentor) | claims)
    assert "kennen dit account" in page.text
    assert db.session.query(Person).count() == people and db.session.query(Identity).count() == 0
    client.get("/me", 303)


def test_a_trusted_domain_needs_no_word_of_the_provider(cast: Cast, client_for, elsewhere: Elsewhere) -> None:
    with transaction():
        cast.mentor.email = "piet@school.example"
    _round(client_for(), elsewhere, claims={"preferred_username": "Piet@School.Example"})
    assert db.session.query(Identity).one().person_id == cast.mentor.id


def test_a_second_account_of_the_same_issuer_is_not_linked_by_its_address(cast: Cast, client_for, elsewhere) -> None:
    """An address that a school gives to a newcomer does not open what the former owner linked."""
    _round(client_for(), elsewhere, claims=_verified(cast.mentor))
    _round(client_for(), elsewhere, 403, claims=_verified(cast.mentor, sub="2"))


def test_somebody_without_a_role_gets_no_further(cast: Cast, client_for, elsewhere: Elsewhere) -> None:
    _round(client_for(), elsewhere, claims=_verified(cast.mentor))
    with transaction():
        db.session.query(Membership).filter_by(person_id=cast.mentor.id).update(
            {"until_date": FRIDAY.date() - timedelta(days=1)}
        )
    _round(client_for(), elsewhere, 403, claims=_verified(cast.mentor))


@pytest.mark.parametrize(("amr", "opens"), [([], False), (["pwd"], False), (["pwd", "mfa"], True)])
def test_staff_are_asked_a_second_proof_unless_the_provider_asked_it(
    cast: Cast, client_for, elsewhere: Elsewhere, amr: list[str], opens: bool
) -> None:
    client = client_for()
    _round(client, elsewhere, claims=_verified(cast.teacher, amr=amr))
    client.get("/me", 200 if opens else 303)


def test_a_setting_says_that_a_provider_always_asks_two(cast: Cast, client_for, elsewhere, clean: Flask) -> None:
    only(clean, two_factors=True)
    client = client_for()
    _round(client, elsewhere, claims=_verified(cast.teacher))
    client.get("/me")


@pytest.mark.parametrize("lie", ["none", "shared", "strange", "garbage"])
def test_a_token_not_signed_by_the_provider_is_refused(cast: Cast, client_for, elsewhere: Elsewhere, lie: str) -> None:
    page = _round(client_for(), elsewhere, 400, claims=_verified(cast.mentor), lie=lie)
    assert "liet ons niet weten" in page.text


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"aud": "another client"},
        {"aud": ["logbook", "another"], "azp": "another"},
        {"exp": int(FRIDAY.timestamp()) - 90},
        {"nbf": int(FRIDAY.timestamp()) + 3600},
        {"nonce": "of another time"},
        {"nonce": None},
        {"sub": None},
        {"sub": ""},
        {"sub": {"a": 1}},
        {"sub": "long" * 100},
    ],
)
def test_a_token_for_another_time_place_or_purpose_is_refused(
    cast: Cast, client_for, elsewhere: Elsewhere, claims: dict[str, Any]
) -> None:
    client = client_for()
    _round(client, elsewhere, 400, claims=_verified(cast.mentor) | claims)
    client.get("/me", 303)


@pytest.mark.parametrize("answer", [{"error": "access_denied"}, {"iss": "https://evil.example"}])
def test_a_refusal_and_an_answer_of_another_issuer_are_a_plain_page(cast: Cast, client_for, elsewhere, answer) -> None:
    page = _round(client_for(), elsewhere, 400, claims=_verified(cast.mentor), answer=answer)
    assert page.h1 == "Aanmelden lukte niet" and "access_denied" not in page.html and "evil" not in page.html


@pytest.mark.parametrize("lie", ["down", "discovery"])
def test_a_provider_that_is_down_or_another_is_told_before_leaving(client_for, elsewhere: Elsewhere, lie: str) -> None:
    elsewhere.next_is(lie=lie)
    client = client_for()
    client.get("/sign-in")
    assert client.post("/sign-in/with/1", status=400).h1 == "Aanmelden lukte niet"


def test_a_way_back_counts_once_in_the_browser_that_left_for_ten_minutes(cast: Cast, client_for, elsewhere) -> None:
    client, other = client_for(), client_for()
    elsewhere.next_is(claims=_verified(cast.mentor))
    late, back = (elsewhere.come_from(_leave(client)) for _ in range(2))
    copy = client.copy()
    other.get("/sign-in")
    other.get(back, 400)  # signing the victim in as the attacker
    client.get(back, 303)
    copy.get(back, 400)
    with clock.freeze(FRIDAY + timedelta(minutes=11)):
        copy.get(late, 400)
    assert db.session.query(SignInSession).count() == 1


def test_an_answer_meant_for_another_provider_is_refused(cast: Cast, client_for, elsewhere: Elsewhere) -> None:
    elsewhere.next_is(claims=_verified(cast.mentor), info={})
    client = client_for()
    back = elsewhere.come_from(_leave(client))
    for key in ("2", "3"):
        client.get(back.replace("/with/1/", f"/with/{key}/"), 400)


@pytest.mark.parametrize(
    "said", ["", "state=&code=x", "state=a.b.c&code=x", "code=x", "state=%00&code=x", "state=1..&code=é"]
)
def test_what_nobody_sent_is_a_plain_page(client_for, elsewhere: Elsewhere, said: str) -> None:
    assert client_for().get(f"/sign-in/with/1/back?{said}", 404 if "%00" in said else 400).h1


def test_another_sites_form_does_not_begin_it(client_for, elsewhere: Elsewhere) -> None:
    client_for().post("/sign-in/with/1", {"csrf_token": "wrong"}, status=401)


def test_what_is_asked_of_the_provider(client_for, elsewhere: Elsewhere) -> None:
    elsewhere.next_is()
    asked = {name: values[0] for name, values in parse_qs(urlsplit(_leave(client_for())).query).items()}
    assert asked["redirect_uri"] == "http://localhost/sign-in/with/1/back"
    assert asked["code_challenge_method"] == "S256" and asked["response_type"] == "code"
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3


def test_a_stolen_code_is_worth_nothing_with_another_way_there(cast: Cast, client_for, elsewhere: Elsewhere) -> None:
    """PKCE: the code of one round does not fit the state of another."""
    client, thief = client_for(), client_for()
    elsewhere.next_is(claims=_verified(cast.mentor))
    code = dict(parse_qsl(urlsplit(elsewhere.come_from(_leave(client))).query))["code"]
    state = dict(parse_qsl(urlsplit(_leave(thief)).query))["state"]
    thief.get(f"/sign-in/with/1/back?{urlencode({'state': state, 'code': code})}", 400)


def _info(person: Person, **more: Any) -> dict[str, Any]:
    return {"userID": "abc", "email": person.email, "platform": "https://proef.smartschool.be"} | more


def test_smartschool_says_who_it_is_in_a_call(cast: Cast, client_for, elsewhere: Elsewhere) -> None:
    client = client_for()
    _round(client, elsewhere, key="2", info=_info(cast.mentor))
    assert cast.mentor.name in client.get("/me").text
    assert db.session.query(Identity).one().issuer == "https://proef.smartschool.be"


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"platform": "https://other.smartschool.be"}, 400),
        ({"platform": None}, 400),
        ({"userID": None}, 400),
        ({"email": "someone@elsewhere.example"}, 403),
    ],
)
def test_another_school_on_smartschool_opens_nothing(
    cast: Cast, client_for, elsewhere: Elsewhere, more: dict[str, Any], status: int
) -> None:
    _round(client_for(), elsewhere, status, key="2", info=_info(cast.mentor, **more))
    assert db.session.query(Identity).count() == 0
