"""A draft whose sheet got a newer version meanwhile: what that changed comes along, and what both changed is told."""

import copy
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from logbook.authoring.models.merge import merge
from logbook.authoring.services import publish_draft
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.sheets.models import SheetVersion
from logbook.sheets.queries import latest_version
from logbook.sheets.services import publish_content
from tests.authoring.sheets import content_of, published, save, typed
from tests.entries.test_simultaneous import at_once
from tests.factories import Cast
from tests.pages import PageClient

Clients = Callable[..., PageClient]
THREE = ("nl", "fr", "en")


def named(*names: str, **texts: str) -> dict[str, Any]:
    """Return a content with steps of these names, and their texts where they are given."""
    return {"kind": "task", "steps": [{"id": each, "text": {"nl": texts.get(each, each)}} for each in names]}


def steps(content: dict[str, Any]) -> str:
    return " ".join(each["id"] for each in content["steps"])


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        ("a b", "a b", "a n b", "a n b"),
        ("a b", "a m b", "a n b", "a m n b"),
        ("a b c", "a c", "a b n c", "a n c"),
        ("a b c", "a b c", "a c", "a c"),
        ("a b c", "c b a", "a n b c", "c b a n"),
        ("a b c", "a b c m", "c b a", "c m b a"),
        ("", "m", "n", "m n"),
        ("a b", "", "b n", "n"),
    ],
)
def test_rows_of_both_come_together_and_what_is_removed_stays_so(base: str, mine: str, theirs: str, both: str) -> None:
    merged = merge(*(named(*each.split()) for each in (base, mine, theirs)))
    assert steps(merged.content) == both and merged.clashes == ()


def test_what_one_side_reworded_holds_and_what_both_did_is_the_drafts_and_told() -> None:
    base = named("a", "b", "c", "d")
    mine, theirs = named("a", "b", "d", a="mijn", b="mijn"), named("a", "b", "c", "d", b="hun", c="hun", d="hun")
    theirs["steps"][0]["retired"] = True
    merged = merge(base, mine, theirs)
    found = {each["id"]: each for each in merged.content["steps"]}
    assert found["a"] == {"id": "a", "text": {"nl": "mijn"}, "retired": True}
    assert (found["b"]["text"]["nl"], found["d"]["text"]["nl"], "c" in found) == ("mijn", "hun", False)
    assert [(each.thing["id"], each.language, each.mine, each.theirs) for each in merged.clashes] == [
        ("b", "nl", "mijn", "hun"),
        ("c", "", None, {"id": "c", "text": {"nl": "hun"}}),
    ]


def test_rows_without_a_name_are_the_drafts_where_both_changed_them() -> None:
    mine, theirs = {"steps": [{"text": "x"}, 3]}, {"steps": [{"id": "a"}, {"id": "a"}]}
    merged = merge({"steps": []}, mine, theirs)
    assert merged.content == mine and len(merged.clashes) == 1
    assert merge({}, {"title": 3}, {"title": {"nl": "x"}}).content == {"title": 3}


@pytest.fixture
def teacher(library: Flask, cast: Cast, client_for: Clients) -> PageClient:
    return client_for(cast.teacher)


@pytest.fixture
def slug(cast: Cast, teacher: PageClient) -> str:
    return published(cast, teacher)


def begun(teacher: PageClient, slug: str) -> str:
    return teacher.post(f"/sheets/{slug}/draft", {"draft_id": str(new_id())}).location


def elsewhere(cast: Cast, slug: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Let somebody publish the next version of a sheet past the draft."""
    newest = db.session.query(SheetVersion).filter_by(sheet_id=slug).order_by(SheetVersion.number.desc()).first()
    assert newest is not None
    content = copy.deepcopy(newest.content)
    change(content)
    with transaction():
        publish_content(cast.actor("counsellor"), content, "", newest.number)


def a_step(content: dict[str, Any]) -> None:
    content["steps"].append({"id": "cool_down", "text": dict.fromkeys(THREE, "Laat het afkoelen")})


def other_words(content: dict[str, Any]) -> None:
    crack = next(each for each in content["evaluation"]["criteria"] if each["id"] == "crack_free")
    crack["text"] = dict.fromkeys(THREE, "Van de ander")


def test_a_row_of_the_newer_version_alone_comes_along(cast: Cast, teacher: PageClient, slug: str) -> None:
    draft = begun(teacher, slug)
    save(teacher, UUID(draft.rsplit("/", 1)[-1]), "criteria", "crack_free", text__nl="Van Tess")
    elsewhere(cast, slug, a_step)
    page = teacher.get(f"{draft}/publish")
    assert "Laat het afkoelen" in page.one("#brought").text and not page.all("#clashes")
    teacher.post(f"{draft}/publish", typed(page, "#publish"))
    sheet = latest_version(cast.actor("teacher"), slug)
    assert sheet.number == 3 and "cool_down" in [each.id for each in sheet.steps]
    assert sheet.all_criteria["crack_free"].text["nl"] == "Van Tess"


def test_what_both_changed_is_shown_before_it_is_published(cast: Cast, teacher: PageClient, slug: str) -> None:
    draft = begun(teacher, slug)
    save(teacher, UUID(draft.rsplit("/", 1)[-1]), "criteria", "crack_free", text__nl="Van Tess")
    elsewhere(cast, slug, other_words)
    told = teacher.get(f"{draft}/publish").one("#clashes").text
    assert "Van Tess" in told and "Van de ander" in told
    save(teacher, UUID(draft.rsplit("/", 1)[-1]), "criteria", "crack_free", text__nl="Van de ander")
    assert not teacher.get(f"{draft}/publish").all("#clashes")


def test_a_third_version_as_it_is_published_is_shown_too(cast: Cast, teacher: PageClient, slug: str) -> None:
    draft = begun(teacher, slug)
    save(teacher, UUID(draft.rsplit("/", 1)[-1]), "criteria", "crack_free", text__nl="Van Tess")
    elsewhere(cast, slug, a_step)
    form = typed(teacher.get(f"{draft}/publish"), "#publish")
    elsewhere(cast, slug, other_words)
    page = teacher.post(f"{draft}/publish", form, status=409)
    assert "Van de ander" in page.one("#clashes").text
    teacher.post(f"{draft}/publish", typed(page, "#publish"))
    assert latest_version(cast.actor("teacher"), slug).number == 4


def test_a_doubled_tap_upon_a_newer_version_publishes_once(
    clean: Flask, cast: Cast, teacher: PageClient, slug: str
) -> None:
    draft_id = UUID(begun(teacher, slug).rsplit("/", 1)[-1])
    save(teacher, draft_id, "criteria", "crack_free", text__nl="Van Tess")
    elsewhere(cast, slug, a_step)
    actor = cast.actor("teacher")
    db.session.commit()
    taps = at_once(clean, *[lambda: publish_draft(actor, draft_id, "", 2).number] * 3)
    assert taps == [3, 3, 3]
    assert latest_version(actor, slug).number == 3


def test_what_does_not_fit_together_is_taken_along_and_told(cast: Cast, teacher: PageClient, slug: str) -> None:
    def grouped(content: dict[str, Any]) -> None:
        content["evaluation"]["groups"] = [{"id": "own_group", "title": dict.fromkeys(THREE, "Groep")}]

    def plain(content: dict[str, Any]) -> None:
        del content["evaluation"]["groups"]

    elsewhere(cast, slug, grouped)
    draft = begun(teacher, slug)
    draft_id = UUID(draft.rsplit("/", 1)[-1])
    save(teacher, draft_id, "criteria", "crack_free", group="own_group")
    elsewhere(cast, slug, plain)
    form = typed(teacher.get(f"{draft}/publish"), "#publish")
    page = teacher.post(f"{draft}/publish", form, status=422)
    assert not page.all("#publish") and "moet eerst in orde" in page.text
    assert "groups" not in content_of(draft_id)["evaluation"]
    save(teacher, draft_id, "criteria", "crack_free", group="")
    assert not teacher.get(f"{draft}/publish").all("#_meanwhile")
