"""Beginning to change a sheet, to copy one, and to make a new one; throwing a draft away."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

from flask import Flask

from logbook.authoring.models import SheetDraft
from logbook.authoring.services import edit_sheet, publish_draft
from logbook.core import clock
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.sheets.models import Sheet
from tests.authoring.sheets import a_copy, content_of, published, save, typed
from tests.conftest import FRIDAY
from tests.factories import WELDING, Cast
from tests.pages import PageClient

Clients = Callable[..., PageClient]


def test_a_shipped_sheet_is_copied_and_never_edited(library: Flask, cast: Cast, client_for: Clients) -> None:
    client = client_for(cast.teacher)
    page = client.get(f"/sheets/{WELDING}/draft")
    assert "Kopiëren en aanpassen" in page.text
    form = typed(page, "main form")
    overview = client.follow(client.post(f"/sheets/{WELDING}/draft", form))
    assert "Hoeklas PA" in overview.text or "hoeklas PA" in overview.h1
    draft = db.session.query(SheetDraft).one()
    assert draft.sheet_id is None and draft.base_number is None
    assert draft.content["id"].startswith("s-") and draft.content["id"] != WELDING
    client.post(f"/sheets/{WELDING}/draft", form)  # a doubled tap
    assert db.session.query(SheetDraft).count() == 1


def test_the_second_who_edits_an_own_sheet_gets_the_same_draft(library: Flask, cast: Cast, client_for: Clients) -> None:
    client = client_for(cast.teacher)
    slug = published(cast, client)
    first = client.post(f"/sheets/{slug}/draft", {"draft_id": str(new_id())})
    second = client_for(cast.counsellor).post(f"/sheets/{slug}/draft", {"draft_id": str(new_id())})
    assert first.location == second.location
    assert "al een ontwerp" in client_for(cast.coordinator).get(f"/sheets/{slug}/draft").text


def test_a_new_sheet_begins_empty(library: Flask, cast: Cast, client_for: Clients) -> None:
    client = client_for(cast.teacher)
    form = typed(client.get("/sheet-drafts/new"), "#new-sheet")
    client.post("/sheet-drafts/new", form | {"title": ""}, status=422)
    made = client.post("/sheet-drafts/new", form | {"title": "Slijpen", "kind": "task"})
    client.post("/sheet-drafts/new", form | {"title": "Slijpen", "kind": "task"})
    draft = db.session.query(SheetDraft).one()
    assert draft.content["steps"] == [] and draft.content["evaluation"]["criteria"] == []
    assert "weld" not in draft.content and draft.content["id"].endswith("-slijpen")
    assert "kloppen nog niet" in client.follow(made).text
    client.get(f"/sheet-drafts/{draft.id}/preview/phone")
    theme = typed(client.get("/sheet-drafts/new"), "#new-sheet") | {"title": "Vetten", "kind": "theme"}
    client.follow(client.post("/sheet-drafts/new", theme))


def test_another_school_sees_nothing_and_learners_make_no_sheets(
    library: Flask, cast: Cast, client_for: Clients
) -> None:
    draft_id = a_copy(cast)
    for name in ("outsider", "learner", "mentor", "company_coordinator", "guardian"):
        client_for(getattr(cast, name)).get(f"/sheet-drafts/{draft_id}", status=404)
        client_for(getattr(cast, name)).post(f"/sheet-drafts/{draft_id}/drop", status=404)
    assert content_of(draft_id)


def test_a_sheet_of_another_school_cannot_be_copied(library: Flask, cast: Cast, client_for: Clients) -> None:
    slug = published(cast, client_for(cast.teacher))
    client_for(cast.outsider).post(f"/sheets/{slug}/draft", {"draft_id": str(new_id())}, status=404)
    client_for(cast.outsider).get(f"/sheets/{slug}/draft", status=404)


def test_the_stages_are_not_made_here(library: Flask, cast: Cast, client_for: Clients) -> None:
    for slug in ("cognitive-apprenticeship", "no-such-sheet"):
        client_for(cast.teacher).post(f"/sheets/{slug}/draft", {"draft_id": str(new_id())}, status=404)
        client_for(cast.teacher).get(f"/sheets/{slug}/draft", status=404)
    client_for(cast.teacher).post(f"/sheets/{WELDING}/draft", {"draft_id": "x"}, status=404)


def test_throwing_a_draft_away_twice_is_once(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, client = a_copy(cast), client_for(cast.teacher)
    client.post(f"/sheet-drafts/{draft_id}/drop")
    client.post(f"/sheet-drafts/{draft_id}/drop")
    client.get(f"/sheet-drafts/{draft_id}", status=404)
    assert "Nog niets" in client.get("/sheet-drafts").text


def test_the_list_of_drafts_asks_the_database_as_often_for_many(
    library: Flask, cast: Cast, client_for: Clients, count_queries: Callable[..., list[str]]
) -> None:
    client = client_for(cast.teacher)
    a_copy(cast)
    client.get("/sheet-drafts")  # what a first visit keeps of itself is no part of the page
    few = len(count_queries(lambda: client.get("/sheet-drafts")))
    for _ in range(24):
        a_copy(cast)
    assert len(count_queries(lambda: client.get("/sheet-drafts"))) == few
    assert client.get("/sheet-drafts?page=2").all(".list .row")


def test_an_old_form_sent_again_after_publishing_begins_the_next_version(cast: Cast, client_for: Clients) -> None:
    teacher = client_for(cast.teacher)
    slug, form = published(cast, teacher), {"draft_id": str(new_id())}
    for number, title in ((2, "Tweede"), (3, "Derde")):
        draft_id = UUID(teacher.post(f"/sheets/{slug}/draft", form).location.rsplit("/", 1)[-1])
        save(teacher, draft_id, "part", "about", title__nl=title)
        teacher.post(f"/sheet-drafts/{draft_id}/publish", {"note": title})
        db.session.expire_all()
        assert db.session.get_one(Sheet, slug).latest == number
        assert not db.session.query(SheetDraft).count()


def test_two_who_begin_in_the_same_moment_get_one_draft(cast: Cast, client_for: Clients, clean: Flask) -> None:
    slug, teacher, both = published(cast, client_for(cast.teacher)), cast.actor("teacher"), Barrier(2)
    db.session.commit()

    def begin(_: int) -> UUID:
        with clean.app_context(), clock.freeze(FRIDAY):
            both.wait()
            with transaction():
                return edit_sheet(teacher, slug, new_id()).id

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(begin, range(2)))) == 1


def test_a_doubled_tap_publishes_once(cast: Cast, clean: Flask) -> None:
    draft_id, teacher, both = a_copy(cast), cast.actor("teacher"), Barrier(2)
    db.session.commit()

    def publish(_: int) -> int:
        with clean.app_context(), clock.freeze(FRIDAY):
            both.wait()
            with transaction():
                return publish_draft(teacher, draft_id, "Eerste").number

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(publish, range(2))) == [1, 1]
