"""Publishing a draft: what stands in the way, what becomes of it, what was made with an older version."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Flask

from logbook.authoring.models import SheetDraft
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.sheets.models import SheetVersion
from logbook.sheets.queries import latest_version, numbered_version
from logbook.sheets.services import publish_content
from tests.authoring.sheets import a_copy, content_of, published, row_url, save, typed
from tests.factories import Cast, assign
from tests.pages import PageClient

Clients = Callable[..., PageClient]


def _edit(client: PageClient, slug: str) -> str:
    """Begin to change an own sheet and return the address of its draft."""
    return client.post(f"/sheets/{slug}/draft", {"draft_id": str(new_id())}).location


def test_a_draft_becomes_a_sheet_of_the_school_and_publishing_twice_is_once(
    library: Flask, cast: Cast, client_for: Clients
) -> None:
    draft_id, client = a_copy(cast), client_for(cast.teacher)
    form = typed(client.get(f"/sheet-drafts/{draft_id}/publish"), "#publish") | {"note": "Eerste versie"}
    first = client.post(f"/sheet-drafts/{draft_id}/publish", form)
    again = client.post(f"/sheet-drafts/{draft_id}/publish", form)
    assert first.location == again.location
    version = db.session.query(SheetVersion).filter_by(id=draft_id).one()
    assert (version.number, version.note) == (1, "Eerste versie")
    assert db.session.query(SheetDraft).count() == 0
    assert db.session.query(Event).filter_by(thing="sheet_draft", deed="publish").count() == 1
    client.follow(first)
    client_for(cast.learner).get(first.location)
    client_for(cast.outsider).get(first.location, status=404)


def test_what_is_wrong_is_told_with_its_place_and_stands_in_the_way(
    library: Flask, cast: Cast, client_for: Clients
) -> None:
    draft_id, client = a_copy(cast), client_for(cast.teacher)
    save(client, draft_id, "criteria", "crack_free", look_for__nl="", look_for__fr="", look_for__en="")
    page = client.get(f"/sheet-drafts/{draft_id}/check")
    told = page.one("a[href*='criteria/crack_free']")
    assert "Criterium Scheurvrij" in told.text or "Criterium" in told.text
    assert "Nederlandse tekst ontbreekt" in told.text and told["href"].endswith("#f-look_for-nl")
    assert not client.get(f"/sheet-drafts/{draft_id}/publish").all("#publish")
    assert "moet eerst in orde" in client.post(f"/sheet-drafts/{draft_id}/publish", {}, status=422).text
    client.get(told["href"].split("#")[0])


def test_a_text_without_translation_is_dutch_for_everybody_until_it_comes(
    library: Flask, cast: Cast, client_for: Clients
) -> None:
    draft_id, client = a_copy(cast), client_for(cast.teacher)
    save(client, draft_id, "criteria", "crack_free", text__nl="Geen barst", text__fr="", text__en="")
    assert "2 vertalingen ontbreken" in client.get(f"/sheet-drafts/{draft_id}/publish").text
    slug = client.post(f"/sheet-drafts/{draft_id}/publish", {}).location.rsplit("/", 1)[-1]
    sheet = latest_version(cast.actor("teacher"), slug)
    assert sheet.untranslated == 2 and sheet.all_criteria["crack_free"].text["fr"] == "Geen barst"
    next_draft = UUID(_edit(client, slug).rsplit("/", 1)[-1])
    page = client.get(row_url(next_draft, "criteria", "crack_free"))
    assert page.one("[name='text.fr']")["value"] == "" and "untranslated" not in content_of(next_draft)
    assert "er is niets veranderd" in client.post(f"/sheet-drafts/{next_draft}/publish", {}, status=422).text.lower()


def test_a_retired_criterion_leaves_the_sheet_and_keeps_its_name(
    library: Flask, cast: Cast, client_for: Clients
) -> None:
    client, actor = client_for(cast.teacher), cast.actor("teacher")
    slug = published(cast, client)
    draft = _edit(client, slug)
    client.post(f"{draft}/rows/criteria", {"do": "retire:crack_free"})
    client.post(f"{draft}/rows/steps", {"do": f"retire:{latest_version(actor, slug).steps[0].id}"})
    client.post(f"{draft}/publish", {"note": "Zonder barsten"})
    old, new = numbered_version(actor, slug, 1), latest_version(actor, slug)
    assert "crack_free" in old.all_criteria and not old.retired
    assert "crack_free" not in new.all_criteria and "crack_free" not in new.counting_ids
    assert new.retired["crack_free"].text == old.all_criteria["crack_free"].text
    assert len(new.steps) == len(old.steps) - 1
    assert not client.get(f"/sheets/{slug}").all("a[href$='/criteria/crack_free']")
    client.get(f"/sheets/{slug}/criteria/crack_free", status=404)


def test_a_newer_version_meanwhile_is_told_and_nothing_is_lost(library: Flask, cast: Cast, client_for: Clients) -> None:
    client = client_for(cast.teacher)
    slug = published(cast, client)
    draft = _edit(client, slug)
    save(client, UUID(draft.rsplit("/", 1)[-1]), "criteria", "crack_free", text__nl="Van Tess")
    _publish_elsewhere(cast, slug)
    page = client.post(f"{draft}/publish", {"note": "Mijn uitleg"}, status=409)
    assert "versie 2" in page.text and page.one("[name=note]")["value"] == "Mijn uitleg"
    client.post(f"{draft}/publish", typed(page, "#publish") | {"upon": "7"}, status=404)
    client.post(f"{draft}/publish", typed(page, "#publish"))
    sheet = latest_version(cast.actor("teacher"), slug)
    assert sheet.number == 3 and sheet.all_criteria["crack_free"].text["nl"] == "Van Tess"


def _publish_elsewhere(cast: Cast, slug: str) -> None:
    content = db.session.query(SheetVersion.content).filter_by(sheet_id=slug).scalar()
    changed: dict[str, Any] = content | {"summary": dict.fromkeys(("nl", "fr", "en"), "Anders")}
    with transaction():
        publish_content(cast.actor("counsellor"), changed, "", 1)


def test_what_a_learner_began_on_the_older_version_is_taken_as_it_was_made(
    library: Flask, cast: Cast, client_for: Clients
) -> None:
    teacher, learner = client_for(cast.teacher), client_for(cast.learner)
    slug = published(cast, teacher)
    with transaction():
        assign(cast.learner, slug)
    page = learner.follow(learner.get(f"/entries/new?sheet={slug}", status=303))
    url, form = page.one("#entry-form")["action"], typed(page, "#entry-form")
    draft = _edit(teacher, slug)
    teacher.post(f"{draft}/rows/criteria", {"do": "retire:crack_free"})
    teacher.post(f"{draft}/publish", {"note": ""})
    old = numbered_version(cast.actor("learner"), slug, 1)
    ratings = {f"ratings.{each.id}": each.scale.levels[-1].id for each in old.all_criteria.values()}
    header = {"header.task_description": "Proef", "header.working_times.minutes": "60"}
    header |= {f"header.{name}": each.options[0].id for name, each in old.fields.items() if each.options}
    learner.post(url, form | ratings | header | {"stage": "coaching"})
    shown = learner.get(url.rsplit("/", 1)[0] if url.endswith("/submit") else url)
    assert "Scheurvrij" in shown.text or "cheur" in shown.text


def test_the_preview_alone_may_stand_in_a_frame_and_sends_nothing(
    library: Flask, cast: Cast, client_for: Clients
) -> None:
    draft_id, client = a_copy(cast), client_for(cast.teacher)
    outer = client.get(f"/sheet-drafts/{draft_id}/preview")
    inner = client.get(f"/sheet-drafts/{draft_id}/preview/phone")
    assert "frame-src 'self'" in outer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in outer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in inner.headers["Content-Security-Policy"]
    assert "allow-forms" not in outer.one("iframe")["sandbox"] and not inner.all("form")
    overview = client.get(f"/sheet-drafts/{draft_id}")
    assert "frame-src" not in overview.headers["Content-Security-Policy"]


def test_an_unfinished_draft_is_shown_as_far_as_it_goes(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, client = a_copy(cast), client_for(cast.teacher)
    client.post(row_url(draft_id, "criteria", "c_123456"), {"text.nl": "Nieuw punt"})
    assert "Nieuw punt" in client.get(f"/sheet-drafts/{draft_id}/preview/phone").text
    assert "…" in client.get(f"/sheet-drafts/{draft_id}/preview/phone/c_123456").text
    client.get(f"/sheet-drafts/{draft_id}/preview/phone/none", status=404)
    with transaction():
        db.session.get_one(SheetDraft, draft_id).content = {"kind": "task", "title": 3, "steps": "x"}
    for path in ("", "/check", "/preview/phone", "/publish", "/rows/steps", "/rows/part/about", "/rows/criteria/new"):
        client.get(f"/sheet-drafts/{draft_id}{path}")
