"""Several learners on one phone: each with a name and a PIN, half a day at most, and nothing of one for another."""

from datetime import timedelta

from logbook.accounts.models import PairedDevice, SignInSession
from logbook.accounts.services import note_use
from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.accounts.phones import PIN, Clients, code_for, pair, paired, unlock
from tests.conftest import FRIDAY
from tests.factories import Cast
from tests.pages import PageClient
from tests.sync.phone import Phone, op

OTHER_PIN = "730164"


def _shared(cast: Cast, client_for: Clients) -> PageClient:
    """Return a phone that two learners share; the second one has it open."""
    client = paired(cast, client_for, shared=True)
    pair(client, code_for(cast, cast.other_learner, shared=True), pin=OTHER_PIN)
    return client


def test_each_picks_the_own_name_and_pin(cast: Cast, client_for: Clients) -> None:
    client = _shared(cast, client_for)
    client.post("/sign-out")
    page = client.get("/unlock")
    names = [each.get_text().strip() for each in page.all("label.chip")]
    assert sorted(names) == sorted([cast.learner.name, cast.other_learner.name])
    unlock(client, OTHER_PIN, 422, name=cast.learner.given_name)
    unlock(client, PIN, name=cast.learner.given_name)
    assert cast.learner.name in client.get("/me").text


def test_it_closes_after_five_minutes(cast: Cast, client_for: Clients) -> None:
    client = _shared(cast, client_for)
    with clock.freeze(FRIDAY + timedelta(minutes=4)):
        client.get("/today")
    with clock.freeze(FRIDAY + timedelta(minutes=9)):
        client.get("/today", 303)
        assert len(client.get("/unlock").all("[name=phone]")) == 2


def test_another_name_signs_the_one_before_out(cast: Cast, client_for: Clients) -> None:
    client = _shared(cast, client_for)
    with clock.freeze(FRIDAY + timedelta(minutes=6)):
        copy = client.copy()
        unlock(client, PIN, name=cast.learner.given_name)
        assert cast.learner.name in client.get("/me").text
        copy.get("/me", 303)
    assert db.session.query(SignInSession).filter_by(revoked_at=None).count() == 1


def test_what_one_wrote_is_never_sent_as_the_other(cast: Cast, client_for: Clients) -> None:
    client = _shared(cast, client_for)
    phone = Phone(client, cast.learner)
    status = op("day.status", {"status": "sick"})
    assert phone.send(f"/days/{FRIDAY.date()}", status, 403).code == "other_person"
    with clock.freeze(FRIDAY + timedelta(minutes=6)):
        assert phone.send(f"/days/{FRIDAY.date()}", status, 403).code == "other_person"


def test_a_sign_in_lasts_half_a_day_however_much_it_is_used(cast: Cast, client_for: Clients) -> None:
    client = _shared(cast, client_for)
    session = db.session.query(SignInSession).filter_by(revoked_at=None).one()
    with clock.freeze(FRIDAY + timedelta(hours=12) - timedelta(seconds=1)):
        with transaction():
            note_use(session.id)
        client.get("/today")
    with clock.freeze(FRIDAY + timedelta(hours=12)):
        assert client.get("/today", 303).location.startswith("/sign-in")
        unlock(client, PIN, name=cast.learner.given_name)
        client.get("/today")


def test_five_wrong_pins_of_one_leave_the_other_paired(cast: Cast, client_for: Clients) -> None:
    client = _shared(cast, client_for)
    client.post("/sign-out")
    for _ in range(5):
        unlock(client, "905271", 422, name=cast.learner.given_name)
    assert client.get("/unlock").one("[name=phone]")
    unlock(client, OTHER_PIN)
    assert [each.ended_at is None for each in db.session.query(PairedDevice).order_by(PairedDevice.id)] == [False, True]


def test_a_page_tells_the_phone_when_to_close(cast: Cast, client_for: Clients) -> None:
    shared, own = _shared(cast, client_for), paired(cast, client_for)
    assert (
        shared.get("/today").one("meta[name=phone-lock]").attrs.items() >= {"content": "5", "data-shared": ""}.items()
    )
    told = own.get("/today").one("meta[name=phone-lock]")
    assert told["content"] == "15" and not told.has_attr("data-shared")
    assert not client_for(cast.learner).get("/today").all("meta[name=phone-lock]")


def test_choosing_a_name_is_asked_where_there_are_several(cast: Cast, client_for: Clients) -> None:
    client = _shared(cast, client_for)
    client.post("/sign-out")
    page = client.post("/unlock", {"pin": PIN}, 422)
    assert "Kies je naam" in page.one("#f-phone-error").get_text()
