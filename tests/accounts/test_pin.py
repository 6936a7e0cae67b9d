"""A paired phone's PIN: asked for after a quarter of an hour, five wrong ones, and what goes on meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from logbook.accounts.models import PairedDevice, SignInSession
from logbook.accounts.policy import is_easy_pin
from logbook.core import clock
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Entry, EntryState
from logbook.extensions import db
from tests.accounts.phones import PIN, Clients, code_for, paired, unlock
from tests.conftest import FRIDAY
from tests.entries.work import submit
from tests.factories import WELDING, Cast, make_member
from tests.pages import PageClient
from tests.sync.phone import Phone, op

MINUTE = timedelta(minutes=1)
CLOSED = FRIDAY + 15 * MINUTE


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        ("000000", "makkelijk"),
        ("123456", "makkelijk"),
        ("654321", "makkelijk"),
        ("140309", "makkelijk"),
        ("090314", "makkelijk"),
        ("12345", "zes cijfers"),
        ("1234567", "zes cijfers"),
        ("abcdef", "zes cijfers"),
        ("٤٠٢٩٥٧", "zes cijfers"),
        ("", "zes cijfers"),
    ],
)
def test_a_pin_that_anybody_would_try_first_is_refused(cast: Cast, client_for: Clients, pin: str, why: str) -> None:
    with transaction():
        cast.learner.born_on = FRIDAY.date().replace(2009, 3, 14)
    client = client_for()
    client.follow(client.post("/pair", {"code": code_for(cast)}))
    page = client.post("/pin", {"pin": pin}, 422)
    assert why in page.one("#f-pin-error").get_text() and page.one("#f-pin")["value"] == pin
    assert client.get("/today", 303).location == "/unlock?next=/today"


def test_nobody_is_refused_an_ordinary_pin() -> None:
    assert not any(is_easy_pin(pin, None) for pin in ("140309", "111112", "123457", "905432"))


def test_a_pin_is_chosen_once(cast: Cast, client_for: Clients) -> None:
    client = paired(cast, client_for)
    client.post("/pin", {"pin": "730164"}, 404)
    assert client.get("/pin", 303).location == "/"
    client_for(cast.learner).post("/pin", {"pin": "730164"}, 404)


def test_the_pin_is_asked_after_a_quarter_without_use_and_leads_back(cast: Cast, client_for: Clients) -> None:
    client = paired(cast, client_for)
    with clock.freeze(CLOSED - timedelta(seconds=1)):
        client.get("/week")
    with clock.freeze(CLOSED + 14 * MINUTE):
        client.get("/week")
    with clock.freeze(CLOSED + 29 * MINUTE):
        assert client.get("/week?x=1", 303).location == "/unlock?next=/week?x%3D1"
        client.get("/unlock?next=/week?x%3D1")
        assert unlock(client).location == "/week?x=1"
        client.get("/week")


def test_what_the_phone_fetches_by_itself_does_not_keep_it_open(cast: Cast, client_for: Clients) -> None:
    client = paired(cast, client_for)
    with clock.freeze(FRIDAY + 14 * MINUTE):
        client.get("/today", headers={"X-Take-Along": "1"})
        Phone(client, cast.learner).ping()
    with clock.freeze(CLOSED):
        client.get("/today", 303)


def test_htmx_is_told_where_to_go(cast: Cast, client_for: Clients) -> None:
    client = paired(cast, client_for)
    with clock.freeze(CLOSED):
        answer = client.fragment("/week", 401)
    assert answer.headers["HX-Redirect"].startswith("/unlock")


def test_what_the_phone_fetches_by_itself_leads_nobody_anywhere(cast: Cast, client_for: Clients) -> None:
    client = paired(cast, client_for)
    with clock.freeze(CLOSED):
        client.get("/week", 303)
        client.get("/unlock?next=/week")
        client.get("/progress", 403, headers={"Sec-Fetch-Mode": "cors", "X-Take-Along": "1"})
        assert unlock(client).location == "/week"


def test_a_closed_phone_tells_nothing_and_takes_everything(cast: Cast, client_for: Clients) -> None:
    """What it holds is sent; what the school holds is not read."""
    client = paired(cast, client_for)
    phone = Phone(client, cast.learner)
    with clock.freeze(CLOSED):
        for path in ("/changes", f"/entries/{new_id()}"):
            assert phone.get(path, 403).code == "locked"
        phone.ping(waiting=1)
        phone.post("/ops/status", {"op_ids": [str(new_id())]})
        phone.send(f"/days/{FRIDAY.date()}", op("day.status", {"status": "sick"}))
        page = client.get("/unlock")
    assert not page.all("meta[name=user-key]") and not page.all(".places")


def test_a_form_that_is_refused_tells_a_closed_phone_nothing_of_the_mentor(cast: Cast, client_for: Clients) -> None:
    client, entry = paired(cast, client_for), submit(cast).entry_id
    with transaction():
        kept = db.session.get_one(Entry, entry)
        kept.state, kept.return_reason = EntryState.RETURNED, "Wat zag je bij de keelhoogte?"
    form = client.get(f"/entries/{entry}").form("#entry-form") | {"date": "morgen"}
    form["csrf_token"] = client.fresh_token()
    assert "Wat zag je bij" in client.post(f"/entries/{entry}", form, 422).text
    with clock.freeze(CLOSED):
        form["csrf_token"] = client.fresh_token()
        assert "Wat zag je bij" not in client.post(f"/entries/{entry}", form, 422).text


def test_an_open_form_is_still_handed_in_without_a_script(cast: Cast, client_for: Clients) -> None:
    client = paired(cast, client_for)
    form = client.get(f"/entries/{new_id()}?sheet={WELDING}")
    typed = form.form("#entry-form") | {"stage": "coaching", "ratings.crack_free": "reached"}
    typed["csrf_token"] = client.fresh_token()
    with clock.freeze(CLOSED):
        answer = client.post(str(form.one("#entry-form")["action"]), typed)
        assert client.get(answer.location, 303).location.startswith("/unlock")
    assert db.session.query(Entry).count() == 1


def test_five_wrong_pins_end_the_pairing_and_say_so(cast: Cast, client_for: Clients) -> None:
    client = paired(cast, client_for)
    copy = client.copy()
    with clock.freeze(CLOSED):
        device = client.get("/unlock").one("[name=phone]")["value"]
        for _ in range(4):
            page = unlock(client, "730164", 422)
            assert "klopt niet" in page.one("#f-pin-error").get_text() and not page.one("#f-pin")["value"]
        page = client.post("/unlock", {"phone": device, "pin": "730164"}, 422)
        assert "niet meer gekoppeld" in page.text and page.one("form[action='/pair']")
        client.post("/unlock", {"phone": device, "pin": PIN})
        for each in (client, copy):
            assert each.get("/today", 303).location.startswith("/sign-in")
    deeds = [event.deed for event in db.session.query(Event).filter_by(thing="device").order_by(Event.id)]
    assert deeds == ["pair_phone", "choose_pin", *["wrong_pin"] * 5, "end_phone"]


def test_a_right_pin_begins_the_count_anew(cast: Cast, client_for: Clients) -> None:
    client = paired(cast, client_for)
    for quarter in range(1, 4):
        with clock.freeze(FRIDAY + quarter * 15 * MINUTE):
            for _ in range(4):
                unlock(client, "730164", 422)
            unlock(client)
            client.get("/today")


def test_wrong_pins_at_the_same_moment_all_count(cast: Cast, client_for: Clients) -> None:
    """A thousand guesses at once are five."""
    phone = paired(cast, client_for)
    device = str(db.session.query(PairedDevice).one().id)
    clients = [phone.copy() for _ in range(8)]
    for client in clients:
        client.fresh_token()
    together = Barrier(len(clients))
    db.session.commit()

    def guess(client: PageClient) -> int:
        with clock.freeze(CLOSED):
            together.wait()
            form = {"phone": device, "pin": "730164", "csrf_token": client.token}
            return client.client.post("/unlock", data=form).status_code

    with ThreadPoolExecutor(len(clients)) as pool:
        assert set(pool.map(guess, clients)) <= {422, 303}
    row = db.session.query(PairedDevice).one()
    assert (row.tries, row.ended_at is not None) == (5, True)


def test_pins_are_no_use_on_another_phone(cast: Cast, client_for: Clients) -> None:
    paired(cast, client_for)
    other = paired(cast, client_for, cast.other_learner)
    device = db.session.query(PairedDevice).filter_by(learner_id=cast.learner.id).one()
    assert other.post("/unlock", {"phone": str(device.id), "pin": PIN}).location == "/unlock"
    assert device.tries == 0
    client_for().post("/unlock", {"phone": str(device.id), "pin": PIN})


def test_a_copy_made_while_the_phone_was_closed_stays_closed(cast: Cast, client_for: Clients) -> None:
    client = paired(cast, client_for)
    with clock.freeze(CLOSED):
        copy = client.copy()
        unlock(client)
        client.get("/today")
        copy.get("/today", 303)
    assert db.session.query(SignInSession).filter_by(revoked_at=None).count() == 1


def test_an_open_phone_asks_nothing(cast: Cast, client_for: Clients) -> None:
    assert paired(cast, client_for).get("/unlock?next=/week", 303).location == "/week"
    assert client_for().get("/unlock", 303).location.startswith("/sign-in")


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_unlocking_never_leads_to_another_host(cast: Cast, client_for: Clients, target: str) -> None:
    client = paired(cast, client_for)
    with clock.freeze(CLOSED):
        client.get("/unlock", query_string={"next": target})
        assert unlock(client).location == "/"


def test_signing_out_closes_the_session_and_the_pin_opens_another(cast: Cast, client_for: Clients) -> None:
    client = paired(cast, client_for)
    copy = client.copy()
    client.post("/sign-out")
    copy.get("/today", 303)
    assert client.get("/sign-in", 303).location == "/unlock"
    unlock(client)
    client.get("/today")
    copy.get("/today", 303)


def test_what_is_no_pin_is_told_beside_the_field(cast: Cast, client_for: Clients) -> None:
    client = paired(cast, client_for)
    with clock.freeze(CLOSED):
        assert "zes cijfers" in unlock(client, "12", 422).one("#f-pin-error").get_text()
    assert db.session.query(PairedDevice).one().tries == 0


def test_the_pin_is_kept_hashed(cast: Cast, client_for: Clients) -> None:
    paired(cast, client_for)
    kept = db.session.query(PairedDevice).one().pin_hash or ""
    assert kept.startswith("$argon2id$") and PIN not in kept


def test_a_phone_for_a_learner_opens_no_other_role(cast: Cast, client_for: Clients) -> None:
    client = paired(cast, client_for)
    with transaction():
        second = make_member(cast.learner, cast.school, Role.TEACHER)
    client.post("/me/role", {"membership": str(second.id)}, 404)
    assert not client.get("/me").all("[name=membership]")


def test_the_demo_and_mailed_codes_ask_no_pin(cast: Cast, client_for: Clients) -> None:
    client = client_for(cast.learner)
    with clock.freeze(FRIDAY + timedelta(hours=9)):
        client.get("/today")
