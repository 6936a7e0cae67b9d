"""A company that wants no photos: the form says so, nothing new comes in, and no words are lost."""

from collections.abc import Callable

import pytest

from logbook.core.errors import Rejected
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.models import EntryState, RejectedOp
from logbook.extensions import db
from tests.entries.work import stored, submit
from tests.factories import WELDING, Cast
from tests.media.files import jpeg, sent
from tests.pages import PageClient
from tests.sync.phone import Phone, day

ClientFor = Callable[..., PageClient]


def switch_off(cast: Cast) -> None:
    with transaction():
        cast.company.photos_allowed = False


@pytest.mark.parametrize("name", ["coordinator", "mentor", "company_coordinator"])
def test_who_may_turns_photos_off_and_on(name: str, cast: Cast, client_for: ClientFor) -> None:
    client, path = client_for(getattr(cast, name)), f"/companies/{cast.company.id}/photos"
    db.session.commit()
    page = client.follow(client.post(path, {"photos": "no"}))
    assert "Hier geen foto’s" in page.text and not cast.company.photos_allowed
    client.post(path, {"photos": "no"})
    assert db.session.query(Event).filter_by(deed="switch_photos").count() == 1
    client.post(path, {"photos": "yes"})
    assert cast.company.photos_allowed
    client.post(path, {"photos": "maybe"}, 422)
    client.post(path, {}, 422)


@pytest.mark.parametrize("name", ["learner", "other_mentor", "supervisor", "teacher", "guardian", "outsider"])
def test_nobody_else_does(name: str, cast: Cast, client_for: ClientFor) -> None:
    client, path = client_for(getattr(cast, name)), f"/companies/{cast.company.id}/photos"
    db.session.commit()
    client.get(path, 404)
    client.post(path, {"photos": "no"}, 404)
    assert cast.company.photos_allowed


def test_the_form_says_why_and_hides_the_camera(cast: Cast, client_for: ClientFor) -> None:
    path = f"/entries/{new_id()}?sheet={WELDING}&date=2026-11-20"
    page = client_for(cast.learner).get(path)
    assert "Foto van het werk, niet van mensen." in page.text
    assert not page.all("[data-no-photos]") and "no-photos" not in page.one("body")["data-modules"]
    switch_off(cast)
    page = client_for(cast.learner).get(path)
    form = page.one("form#entry-form")
    assert form["data-no-photos"] == str(cast.placement.id) and "no-photos" in form["class"]
    assert "Staalwerk Fictief nv wil dat niet" in page.one(".no-photos-note").get_text()


def test_a_form_with_a_photo_comes_back_with_everything_typed(cast: Cast, client_for: ClientFor) -> None:
    switch_off(cast)
    photo, entry_id = sent(cast.actor("learner")), new_id()
    typed = {"op_id": str(new_id()), "base_rev": "0", "sheet": WELDING, "sheet_version": "1", "date": "2026-11-20"}
    typed |= {"stage": "coaching", "placement_id": str(cast.placement.id), "header.task_description": "Beugel"}
    page = client_for(cast.learner).post(f"/entries/{entry_id}", typed | {f"photos.{photo}.criterion": "-"}, 422)
    assert "Dit bedrijf wil geen foto’s" in page.text
    assert page.one("input[name='header.task_description']")["value"] == "Beugel"
    client_for(cast.learner).post(f"/entries/{entry_id}", typed | {"op_id": str(new_id())})
    assert stored(entry_id).state == EntryState.SUBMITTED


def test_a_phone_that_was_offline_gets_a_choice_and_keeps_the_day(cast: Cast, client_for: ClientFor) -> None:
    photo, entry_id = sent(cast.actor("learner")), new_id()
    switch_off(cast)
    phone = Phone(client_for(cast.learner), cast.learner)
    answer = phone.send(f"/entries/{entry_id}", day(cast, photos={photo: {}}, envelope={"photos": [photo]}), 422)
    assert list(answer["errors"]) == ["photos"] and "wil geen foto’s" in answer["errors"]["photos"][0]
    assert db.session.query(RejectedOp).count() == 1, "what was sent is kept as it came"
    phone.send(f"/entries/{entry_id}", day(cast))
    assert stored(entry_id).state == EntryState.SUBMITTED


def test_what_was_handed_in_before_stays(cast: Cast) -> None:
    learner = cast.actor("learner")
    photo, another = sent(learner, jpeg(40, 30)), sent(learner, jpeg(30, 40))
    entry_id = submit(cast, photos={photo: {}}).entry_id
    switch_off(cast)
    submit(cast, entry_id, base_rev=1, photos={photo: {}}, stage="modelling")
    with pytest.raises(Rejected):
        submit(cast, entry_id, base_rev=2, photos={photo: {}, another: {}})
    submit(cast, placement_id=None, photos={another: {}})
