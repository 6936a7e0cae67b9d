"""Pairing a phone with a printed code: once, for two days, for one learner, whoever is quickest."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask

from logbook.accounts.models import Membership, PairedDevice, Pairing, Person, SignInSession
from logbook.accounts.services import print_codes
from logbook.core import clock
from logbook.core.events import Event
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.accounts.phones import PIN, Clients, code_for, pair, paired
from tests.conftest import FRIDAY
from tests.factories import Cast
from tests.pages import Page, PageClient


def _refused(client: PageClient, code: str) -> Page:
    return client.post("/pair", {"code": code}, 422)


def test_a_code_pairs_a_phone_and_a_pin_opens_the_day(cast: Cast, client_for: Clients) -> None:
    client, code = client_for(), code_for(cast)
    assert client.post("/pair", {"code": code}).location == "/pin"
    assert client.get("/today", 303).location == "/unlock?next=/today"
    assert client.get("/unlock?next=/today", 303).location == "/pin"
    assert client.post("/pin", {"pin": PIN}).location == "/today"
    assert client.get("/today").h1
    events = db.session.query(Event).filter(Event.thing.in_(["pairing", "device", "session"])).order_by(Event.id)
    assert [event.deed for event in events] == [
        "print_code",
        "pair_phone",
        "sign_in",
        "choose_pin",
    ]


@pytest.mark.parametrize("typed", ["{0}-{1}", "{0} {1}", " {0}.{1} ", "{0}\N{EN DASH}{1}"])
def test_a_code_is_read_as_it_was_meant(cast: Cast, client_for: Clients, typed: str) -> None:
    code = code_for(cast)
    client_for().post("/pair", {"code": typed.format(code[:4], code[4:]).lower()})


def test_opening_the_page_uses_nothing_up(cast: Cast, client_for: Clients) -> None:
    client, code = client_for(), code_for(cast)
    for _ in range(3):
        client.get("/pair")
    client.post("/pair", {"code": code})


def test_unknown_used_replaced_and_old_codes_get_the_same_answer(cast: Cast, client_for: Clients) -> None:
    used, replaced, old = code_for(cast), code_for(cast, cast.other_learner), code_for(cast, cast.other_learner)
    client_for().post("/pair", {"code": used})
    now = [_refused(client_for(), code) for code in ("22222222", used, replaced)]
    with clock.freeze(FRIDAY + timedelta(hours=48)):
        now.append(_refused(client_for(), old))
    texts = [page.text for page in now]
    assert len(set(texts)) == 1 and "klopt niet of is niet meer geldig" in texts[0]
    assert db.session.query(PairedDevice).count() == 1


def test_a_code_lasts_until_its_last_second(cast: Cast, client_for: Clients) -> None:
    code = code_for(cast)
    with clock.freeze(FRIDAY + timedelta(hours=48) - timedelta(seconds=1)):
        client_for().post("/pair", {"code": code})


def test_printing_again_ends_the_code_of_that_learner_alone(cast: Cast, client_for: Clients) -> None:
    first, other = code_for(cast), code_for(cast, cast.other_learner)
    code_for(cast)
    _refused(client_for(), first)
    client_for().post("/pair", {"code": other})


def test_what_is_no_code_is_told_beside_the_field_and_kept(client_for: Clients) -> None:
    page = _refused(client_for(), "K7F0")
    assert "acht letters en cijfers" in page.one("#f-code-error").get_text()
    assert page.one("#f-code")["value"] == "K7F0"


def test_neither_code_nor_phone_is_kept_in_clear(cast: Cast, client_for: Clients) -> None:
    client, code = client_for(), code_for(cast)
    client.post("/pair", {"code": code})
    with client.client.session_transaction() as session:
        phone = session["phone"]
    pairing, device = db.session.query(Pairing).one(), db.session.query(PairedDevice).one()
    assert code not in pairing.code_hash and phone not in device.phone_hash


def test_of_two_phones_with_one_code_at_the_same_moment_one_wins(cast: Cast, client_for: Clients) -> None:
    code, clients = code_for(cast), [client_for() for _ in range(4)]
    for client in clients:
        client.get("/pair")
        client.fresh_token()
    together = Barrier(len(clients))
    db.session.commit()

    def post(client: PageClient) -> int:
        with clock.freeze(FRIDAY):
            together.wait()
            return client.client.post("/pair", data={"code": code, "csrf_token": client.token}).status_code

    with ThreadPoolExecutor(len(clients)) as pool:
        assert sorted(pool.map(post, clients)) == [303, 422, 422, 422]
    assert db.session.query(PairedDevice).count() == db.session.query(SignInSession).count() == 1


def test_guessing_codes_meets_a_ceiling_in_one_browser_and_from_one_address(cast: Cast, client_for: Clients) -> None:
    client = client_for()
    for _ in range(10):
        _refused(client, "22222222")
    client.post("/pair", {"code": code_for(cast)}, 429)
    for _ in range(19):
        other = client_for()
        for _ in range(10):
            _refused(other, "22222222")
    client_for().post("/pair", {"code": code_for(cast)}, 429)


def test_a_token_planted_before_pairing_opens_nothing_after_it(cast: Cast, client_for: Clients) -> None:
    """Fixation: the phone's token changes with each pairing, and the session's cookie begins anew."""
    victim, thief = client_for(), client_for()
    for client in (victim, thief):
        with client.client.session_transaction() as session:
            session["phone"] = "planted"
    pair(victim, code_for(cast))
    assert thief.get("/unlock", 303).location.startswith("/sign-in")
    with victim.client.session_transaction() as session:
        assert session["phone"] != "planted"


def test_who_is_no_longer_a_learner_here_pairs_nothing(cast: Cast, client_for: Clients) -> None:
    code = code_for(cast)
    _end_roles(cast.learner)
    _refused(client_for(), code)
    assert db.session.query(PairedDevice).count() == 0


def test_an_ended_role_ends_the_phone_at_the_next_request(cast: Cast, client_for: Clients) -> None:
    client = paired(cast, client_for)
    _end_roles(cast.learner)
    assert client.get("/today", 303).location.startswith("/sign-in")
    device = db.session.query(PairedDevice).one()
    client.post("/unlock", {"phone": str(device.id), "pin": PIN}, 422)


def _end_roles(person: Person) -> None:
    with transaction():
        db.session.query(Membership).filter_by(person_id=person.id).update(
            {"until_date": FRIDAY.date() - timedelta(days=1)}
        )


def test_the_learner_ends_a_phone_and_it_is_refused_at_the_next_request(cast: Cast, client_for: Clients) -> None:
    lost, mine = paired(cast, client_for), paired(cast, client_for)
    copy = lost.copy()
    mine.post(_end_path(lost, mine))
    for client in (lost, copy):
        assert client.get("/today", 303).location.startswith("/sign-in")
        assert client.get("/unlock", 303).location.startswith("/sign-in")
    mine.get("/today")


def _end_path(lost: PageClient, mine: PageClient) -> str:
    first = db.session.query(PairedDevice).order_by(PairedDevice.id).first()
    paths = [str(form["action"]) for form in mine.get("/me").all("form[action*='/me/phones/']")]
    assert len(paths) == 2
    return next(path for path in paths if str(first.id) in path)  # type: ignore[union-attr]


def test_nobody_ends_somebody_elses_phone(cast: Cast, client_for: Clients) -> None:
    client, other = paired(cast, client_for), paired(cast, client_for, cast.other_learner)
    device = db.session.query(PairedDevice).filter_by(learner_id=cast.learner.id).one()
    other.post(f"/me/phones/{device.id}/end", status=404)
    client.get("/today")


def test_pairing_the_same_phone_again_ends_what_was_there(cast: Cast, client_for: Clients) -> None:
    client = paired(cast, client_for)
    pair(client, code_for(cast), pin="730164")
    assert [each.ended_at is None for each in db.session.query(PairedDevice).order_by(PairedDevice.id)] == [False, True]
    client.get("/today")


def test_a_phone_that_lies_unused_for_sixty_days_is_paired_again(cast: Cast, client_for: Clients) -> None:
    client = paired(cast, client_for)
    with clock.freeze(FRIDAY + timedelta(days=59)):
        assert client.get("/unlock").one("[name=pin]")
    with clock.freeze(FRIDAY + timedelta(days=60, seconds=1)):
        assert client.get("/today", 303).location.startswith("/sign-in")
        assert client.get("/unlock", 303).location.startswith("/sign-in")


def test_a_phone_that_never_got_a_pin_is_let_go_within_the_hour(cast: Cast, client_for: Clients) -> None:
    client = client_for()
    client.post("/pair", {"code": code_for(cast)})
    with clock.freeze(FRIDAY + timedelta(hours=1)):
        assert client.get("/pin", 303).location.startswith("/sign-in")
        assert client.get("/unlock", 303).location.startswith("/sign-in")


def test_a_code_is_made_for_each_of_a_class_at_once(cast: Cast, clean: Flask) -> None:
    with transaction():
        codes = print_codes(cast.actor("teacher"), [cast.learner.id, cast.other_learner.id], shared=True)
    assert len(set(codes.values())) == 2
    assert not set("".join(codes.values())) & set("01ILOU")
    assert {each.shared for each in db.session.query(Pairing)} == {True}
