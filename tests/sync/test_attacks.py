"""What somebody tries who wants to lose, double, steal or block what phones send."""

import time
from collections.abc import Callable
from uuid import UUID

import pytest

from logbook.accounts.models import SignInSession
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.entries.models import RejectedOp
from logbook.entries.services import erase_entry
from logbook.extensions import db
from logbook.media.services import keep
from tests.factories import Cast, make_member, make_school
from tests.media.files import jpeg, sha
from tests.pages import PageClient

from .phone import Phone, day

PhoneOf = Callable[[str], Phone]


def photo(phone: Phone, data: bytes) -> int:
    """Send a photo and return the status."""
    return phone.call("PUT", f"/photos/{sha(data)}", data, Content_Type="image/jpeg").status


def many_scans(count: int) -> bytes:
    """Return a small JPEG that lets its reader go over a large picture `count` times."""
    plain = jpeg(4000, 4000, progressive=True)
    last = plain[plain.rfind(b"\xff\xda") : -2]
    return plain[:-2] + last * count + plain[-2:]


def test_a_photo_that_takes_minutes_to_decode_is_refused_at_once(cast: Cast, phone_of: PhoneOf) -> None:
    phone, slow = phone_of("learner"), many_scans(2000)
    before = time.monotonic()
    assert len(slow) < 300_000 and photo(phone, slow) == 415
    assert time.monotonic() - before < 2
    assert photo(phone, jpeg(400, 300, progressive=True)) == 201


def test_nobody_fills_the_disk_with_photos(cast: Cast, phone_of: PhoneOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep, "MOST_A_DAY", 2)
    phone = phone_of("learner")
    first, second, third = (jpeg(color=(shade, 9, 9)) for shade in (20, 90, 160))
    assert [photo(phone, each) for each in (first, second, third)] == [201, 201, 429]
    assert photo(phone, first) == 200
    assert photo(phone_of("other_learner"), third) == 201


def test_no_call_is_answered_with_a_redirect(cast: Cast, phone_of: PhoneOf) -> None:
    phone = phone_of("learner")
    for path in ("//ping", f"/entries//{new_id()}/ops/{new_id()}", f"/photos/{'0' * 64}/", "/../../sign-out"):
        for method in ("GET", "POST", "PUT"):
            assert phone.call(method, path, b"{}").status in (404, 405)


def test_another_role_on_the_same_phone_is_no_loss(
    cast: Cast, client_for: Callable[..., PageClient], phone_of: PhoneOf
) -> None:
    """Somebody who is a mentor at two schools has a store for each."""
    with transaction():
        second = make_member(cast.mentor, make_school("Tweede School"), Role.MENTOR, cast.company)
    client = client_for(cast.mentor)
    phone, stores = Phone(client, cast.mentor), dict[str, UUID]()
    for membership_id in (phone.key, str(second.id), phone.key):
        client.post("/me/role", {"membership": membership_id})
        phone.key = membership_id
        store = stores.setdefault(membership_id, new_id())
        assert phone.ping(2, "2026-11-17T08:00:00+01:00", store)["lost"] == 0
    assert db.session.query(Event).filter_by(deed="phone_lost_store").count() == 0


def test_erasing_takes_what_was_refused_too(cast: Cast, phone_of: PhoneOf) -> None:
    phone, entry_id = phone_of("learner"), new_id()
    phone.send(f"/entries/{entry_id}", day(cast))
    wrong = day(cast, base_rev=1, stage="none", header={"task_description": "words of somebody"})
    phone.send(f"/entries/{entry_id}", wrong, 422)
    phone.send(f"/entries/{str(entry_id).upper()}", wrong, 422)
    phone.send(f"/entries/{new_id()}", wrong, 422)
    assert rejected() == 3
    with transaction():
        erase_entry(cast.actor("coordinator"), entry_id, "request")
    assert rejected() == 1
    assert phone.send(f"/entries/{entry_id}", wrong, 410).code == "erased"
    assert rejected() == 1


def rejected() -> int:
    """Return how many refused deeds are kept."""
    db.session.rollback()
    return db.session.query(RejectedOp).count()


def test_a_late_sign_out_ends_the_session(cast: Cast, phone_of: PhoneOf) -> None:
    phone = phone_of("learner")
    assert phone.post("/sign-out", {})["signed_out"] is True
    assert db.session.query(SignInSession).filter(SignInSession.revoked_at.is_(None)).count() == 0
    assert db.session.query(Event).filter_by(deed="sign_out").count() == 1
    assert phone.post("/sign-out", {})["signed_out"] is True
    assert phone.post("/ops/status", {"op_ids": []}, 401).code == "signed_out"


def test_a_late_sign_out_signs_nobody_else_out(cast: Cast, phone_of: PhoneOf) -> None:
    phone = phone_of("learner")
    for key in (str(new_id()), None):
        assert phone.call("POST", "/sign-out", b"{}", X_User_Key=key).status == 200
    assert phone.call("POST", "/sign-out", b"{}", X_Logbook=None).code == "no_header"
    assert phone.call("POST", "/sign-out", b"{}", Sec_Fetch_Site="cross-site").code == "cross_site"
    assert phone.ping().status == 200


def test_texts_that_no_column_holds_are_no_trouble(cast: Cast, phone_of: PhoneOf) -> None:
    phone = phone_of("learner")
    for bad in ("\ud83d", "a\0b", "\u202e", "x" * 4000):
        phone.send(f"/entries/{new_id()}", day(cast, header={bad: bad}, note={bad: bad}), 422)
        phone.send(f"/days/{bad.replace(chr(0xD83D), '%ED%A0%BD').replace(chr(0), '%00')[:50]}", day(cast), 404)
