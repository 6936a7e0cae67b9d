"""Photos of a company sheet: clean, few, described, removed with their files, and none where a company wants none."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from logbook.company_sheets.models import CompanySheetPhoto
from logbook.core import clock
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.services import sweep_media
from logbook.extensions import db
from logbook.media.models import SchoolPhoto
from logbook.media.services import check_media, storage
from tests.factories import Cast
from tests.pages import PageClient

from .work import address, jpeg, photo_form, saved

ClientFor = Callable[..., PageClient]


def upload(client: PageClient, cast: Cast, status: int = 303, **changes: object):
    """Send a photo as a browser does."""
    return client.post(address(cast, "/photos"), photo_form(**changes), status, content_type="multipart/form-data")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_made_clean_and_shown_to_the_learner(cast: Cast, client_for: ClientFor, kind: str) -> None:
    upload(client_for(cast.mentor), cast, data=jpeg(kind))
    photo = db.session.query(CompanySheetPhoto).one()
    learner = client_for(cast.learner)
    page = learner.get(address(cast))
    assert page.soup.find("img", alt="De laspost van dichtbij")
    for more in ("", "/small"):
        shown = learner.get(address(cast, f"/photos/{photo.photo_id}{more}"))
        assert Image.open(BytesIO(shown.response.get_data())).format == "JPEG"
        assert (
            shown.response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
        )
        assert shown.response.headers["Cache-Control"] == "private, no-store"
    for person in (cast.other_learner, cast.other_mentor, cast.outsider, cast.guardian):
        client_for(person).get(address(cast, f"/photos/{photo.photo_id}"), 404)


def test_the_same_photo_sent_twice_is_one(cast: Cast, client_for: ClientFor) -> None:
    mentor, made = client_for(cast.mentor), str(new_id())
    for _ in range(2):
        upload(mentor, cast, id=made)
    assert db.session.query(CompanySheetPhoto).count() == 1
    assert db.session.query(Event).filter_by(deed="add_photo").count() == 1
    other = f"/workplaces/{cast.other_placement.workplace_id}/sheets/emt-smeren/photos"
    form = photo_form(id=made)
    client_for(cast.other_mentor).post(other, form, 409, content_type="multipart/form-data")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"alt": ""}, "Schrijf in een zin wat er op de foto staat."),
        ({"alt": "x" * 201}, "Schrijf in een zin wat er op de foto staat."),
        ({"data": b""}, "Kies een foto."),
        ({"data": b"%PDF-1.7 no photo at all"}, "Dit is geen foto die we kunnen lezen."),
        ({"data": jpeg()[:200]}, "Dit is geen foto die we kunnen lezen."),
        ({"data": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"}, "Dit is geen foto"),
        ({"id": "x"}, "Dit kennen we niet."),
        ({"photo": "words instead of a file"}, "Kies een foto."),
    ],
)
def test_what_is_no_photo_is_told(cast: Cast, client_for: ClientFor, changes: dict[str, object], message: str) -> None:
    page = upload(client_for(cast.mentor), cast, 422, **changes)
    assert message in page.text
    assert db.session.query(SchoolPhoto).count() == 0


def test_a_file_that_is_too_big_is_refused_before_it_is_read(cast: Cast, client_for: ClientFor) -> None:
    sent = {"data": b"\xff" * (14 * 1024 * 1024), "content_type": "multipart/form-data; boundary=x"}
    assert client_for(cast.mentor).client.post(address(cast, "/photos"), **sent).status_code == 413


def test_there_are_at_most_eight(cast: Cast, client_for: ClientFor) -> None:
    mentor = client_for(cast.mentor)
    for _ in range(8):
        upload(mentor, cast)
    assert "Haal er eerst een weg" in upload(mentor, cast, 422).text
    assert db.session.query(CompanySheetPhoto).count() == 8


def test_a_photo_goes_with_its_files(cast: Cast, client_for: ClientFor) -> None:
    mentor = client_for(cast.mentor)
    upload(mentor, cast, data=jpeg(side=64))
    photo = db.session.query(SchoolPhoto).one()
    names, gone = (photo.stored_sha, photo.small_sha), address(cast, f"/photos/{photo.id}/remove")
    client_for(cast.other_mentor).post(gone, status=404)
    for _ in range(2):
        mentor.post(gone)
    assert not any(map(storage().exists, names)) and db.session.query(SchoolPhoto).count() == 0
    assert db.session.query(Event).filter_by(deed="remove_photo").count() == 1


def test_where_a_company_wants_no_photos_none_is_added_or_shown(cast: Cast, client_for: ClientFor) -> None:
    mentor = client_for(cast.mentor)
    saved(cast)
    upload(mentor, cast)
    photo = db.session.query(CompanySheetPhoto).one()
    with transaction():
        cast.company.photos_allowed = False
    assert "Dit bedrijf wil geen foto" in upload(mentor, cast, 422).text
    learner = client_for(cast.learner)
    assert not learner.get(address(cast)).soup.find("main").find("img")
    learner.get(address(cast, f"/photos/{photo.photo_id}"), 404)
    assert "De laspost van dichtbij" in mentor.get(address(cast, "/photos")).text
    mentor.post(address(cast, f"/photos/{photo.photo_id}/remove"))
    assert db.session.query(CompanySheetPhoto).count() == 0


def test_sweeping_and_checking_know_these_photos(cast: Cast, client_for: ClientFor) -> None:
    upload(client_for(cast.mentor), cast, data=jpeg(side=72))
    photo = db.session.query(SchoolPhoto).one()
    with clock.freeze(clock.now() + timedelta(days=4000)):
        sweep_media(lambda *_: None, delete=True)
    assert storage().exists(photo.stored_sha) and check_media(lambda *_: None) == []
    storage().delete(photo.small_sha)
    assert [each.problem for each in check_media(lambda *_: None)] == ["missing"]
