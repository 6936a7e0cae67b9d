"""Photos and spoken notes on their way to the school, and the deed that names them."""

import hashlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image

from logbook.core.ids import new_id
from logbook.entries.models import Entry, Op
from logbook.extensions import db
from logbook.media.models import Media
from logbook.media.services import LARGEST_PHOTO, LARGEST_SPOKEN
from tests.factories import WELDING, Cast
from tests.pages import PageClient

from .phone import Phone, day

PhoneOf = Callable[[str], Phone]
SOUND = b"OggS\x00" + b"\x00" * 100


def picture(shade: int = 100) -> bytes:
    """Return a small photo."""
    buffer = BytesIO()
    Image.new("RGB", (40, 30), (shade, shade, shade)).save(buffer, "JPEG")
    return buffer.getvalue()


def name(data: bytes) -> str:
    """Return the name of bytes."""
    return hashlib.sha256(data).hexdigest()


def send(phone: Phone, data: bytes, sha: str = "", kind: str = "image/jpeg", place: str = "photos") -> tuple[int, str]:
    """Send a photo or a sound; return the status and the code, or that it is stored."""
    answer = phone.call("PUT", f"/{place}/{sha or name(data)}", data, Content_Type=kind)
    return answer.status, "stored" if answer.json.get("stored") else answer.code


def test_a_photo_and_a_sound_are_stored_once(cast: Cast, phone_of: PhoneOf) -> None:
    phone = phone_of("learner")
    assert [send(phone, picture()) for _ in range(2)] == [(201, "stored"), (200, "stored")]
    assert send(phone, SOUND, kind="audio/ogg;codecs=opus", place="media") == (201, "stored")
    assert db.session.query(Media).count() == 2


def test_bytes_that_are_not_what_they_should_be(cast: Cast, phone_of: PhoneOf) -> None:
    phone = phone_of("learner")
    assert send(phone, picture(), sha=name(b"other")) == (400, "corrupt")
    assert send(phone, picture()[:-20], sha=name(picture())) == (400, "corrupt")
    assert send(phone, picture(), kind="image/png") == (415, "wrong_type")
    assert send(phone, b"<svg/>") == (415, "wrong_type")
    assert send(phone, b"") == (415, "wrong_type")
    assert send(phone, picture(), place="media") == (415, "wrong_type")
    assert send(phone, picture(), sha=name(picture()).upper()) == (404, "not_found")
    assert send(phone, picture(), sha="..%2fx") == (404, "not_found")
    assert db.session.query(Media).count() == 0


def test_what_is_too_large_is_refused_and_a_large_photo_is_not(cast: Cast, phone_of: PhoneOf) -> None:
    phone = phone_of("learner")
    assert send(phone, picture() + b"\0" * (LARGEST_PHOTO - len(picture()))) == (201, "stored")
    assert send(phone, b"x" * (LARGEST_PHOTO + 1)) == (413, "too_large")
    assert send(phone, b"x" * (LARGEST_SPOKEN + 1), place="media") == (413, "too_large")


def test_a_stream_of_unknown_length_is_taken_up_to_the_limit(cast: Cast, phone_of: PhoneOf) -> None:
    """A server that ends a stream itself (`wsgi.input_terminated`) gives us bodies without a length."""
    phone, sha = phone_of("learner"), name(picture())
    headers = {"X-Logbook": "1", "X-User-Key": phone.key, "Content-Type": "image/jpeg"}

    def stream(data: bytes) -> int:
        db.session.commit()
        environ = {"wsgi.input": BytesIO(data), "wsgi.input_terminated": True, "CONTENT_LENGTH": ""}
        with phone.app.app_context():
            path = f"/api/v1/photos/{sha}"
            return phone.client.put(path, headers=headers, environ_overrides=environ, buffered=True).status_code

    assert stream(b"x" * (LARGEST_PHOTO + 1)) == 413
    assert stream(picture()) == 201


def test_nobody_waits_for_a_phone_that_sends_slowly(cast: Cast, phone_of: PhoneOf) -> None:
    phone, locked = phone_of("learner"), list[bool]()

    class Slow(BytesIO):
        def readinto(self, buffer: Any) -> int:
            locked.append(db.session().in_transaction())
            return super().readinto(buffer)

    for path in (f"photos/{name(picture())}", f"entries/{new_id()}/ops/{new_id()}"):
        kind = {"Content-Type": "image/jpeg" if path.startswith("photos") else "application/json"}
        headers = {"X-Logbook": "1", "X-User-Key": phone.key, "X-Content-SHA256": "0" * 64, **kind}
        db.session.commit()
        with phone.app.app_context():
            overrides = {"wsgi.input": Slow(picture()), "CONTENT_LENGTH": str(len(picture()))}
            phone.client.put(f"/api/v1/{path}", headers=headers, environ_overrides=overrides, buffered=True)
    assert locked and not any(locked)


def test_a_deed_waits_for_its_photos(cast: Cast, phone_of: PhoneOf) -> None:
    phone, entry_id, op_id, sha = phone_of("learner"), new_id(), new_id(), name(picture())
    sent = day(cast, photos={sha: {"criterion": "undercut", "marks": "arrow 1 2 300 400"}}, envelope={"photos": [sha]})
    refused = phone.send(f"/entries/{entry_id}", sent, 409, op_id=op_id)
    assert (refused.code, refused["missing"]) == ("photo_missing", [sha])
    assert db.session.query(Entry).count() == db.session.query(Op).count() == 0
    send(phone, picture())
    phone.send(f"/entries/{entry_id}", sent, op_id=op_id)
    assert phone.get(f"/entries/{entry_id}")["fields"]["photos"][sha]["criterion"] == "undercut"


def test_a_photo_that_is_named_anywhere_must_be_the_own_one(cast: Cast, phone_of: PhoneOf) -> None:
    send(phone_of("other_learner"), picture())
    phone, sha = phone_of("learner"), name(picture())
    for sent in (day(cast, photos={sha: {}}), day(cast, spoken=[sha]), day(cast, envelope={"photos": [sha]})):
        assert phone.send(f"/entries/{new_id()}", sent, 409).code == "photo_missing"


def test_a_photo_of_a_criterion_that_the_sheet_does_not_have(cast: Cast, phone_of: PhoneOf) -> None:
    phone, sha = phone_of("learner"), name(picture())
    send(phone, picture())
    answer = phone.send(f"/entries/{new_id()}", day(cast, photos={sha: {"criterion": "tidy_desk"}}), 422)
    assert list(answer["errors"]) == [f"photos.{sha}.criterion"]


def test_the_form_says_that_a_photo_is_not_there_yet(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    learner, entry_id = client_for(cast.learner), new_id()
    form = learner.get(f"/entries/{entry_id}?sheet={WELDING}&date=2026-11-20").form("#entry-form")
    form |= {"csrf_token": learner.fresh_token(), "stage": "coaching", f"photos.{'0' * 64}.criterion": "-"}
    assert "De school heeft nog niet alle foto's" in learner.post(f"/entries/{entry_id}", form, 422).text
