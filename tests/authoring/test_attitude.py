"""Attitude sheets in the editor: groups, their items with examples, the scale, and what a school makes of them."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from logbook.authoring.models import SheetDraft
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Week, WeekAssessment
from logbook.extensions import db
from logbook.sheets.models import Sheet, SheetVersion
from logbook.sheets.queries import latest_version, numbered_version
from tests.authoring.sheets import a_copy, content_of, row_url, save, typed
from tests.authoring.test_exchange import BRING_IN, drafts, sent
from tests.factories import SOFT_SKILLS, Cast
from tests.pages import PageClient

Clients = Callable[..., PageClient]
RESPECT, ITEMS, EXAMPLES = "acting_respectfully", "items.acting_respectfully", "examples.punctuality"


def _items(draft_id: UUID, group: int = 0) -> list[str]:
    return [row["id"] for row in content_of(draft_id)["groups"][group]["items"]]


def _published(cast: Cast, client: PageClient) -> str:
    page = client.post(f"/sheet-drafts/{a_copy(cast, SOFT_SKILLS)}/publish", {"note": "Eerste"})
    return page.location.rsplit("/", 1)[-1]


def _edit(client: PageClient, slug: str) -> UUID:
    return UUID(client.post(f"/sheets/{slug}/draft", {"draft_id": str(new_id())}).location.rsplit("/", 1)[-1])


def _level(client: PageClient, draft_id: UUID, place: int, word: str) -> None:
    url = row_url(draft_id, "scale.own_1", f"level_{place}")
    client.post(url, typed(client.get(url), "#row-form") | {"symbol.nl": word[0], "label.nl": word})


def test_soft_skills_are_copied_changed_and_published(library: Flask, cast: Cast, client_for: Clients) -> None:
    teacher = client_for(cast.teacher)
    assert "Kopiëren en aanpassen" in teacher.get(f"/sheets/{SOFT_SKILLS}").text
    draft_id = a_copy(cast, SOFT_SKILLS)
    overview = teacher.get(f"/sheet-drafts/{draft_id}")
    assert "Groepen en hun punten" in overview.text and "Alles is in orde" in overview.text
    save(teacher, draft_id, "part", "about", title__nl="Houding bij ons", extension_note__nl="* Voor wie verder is.")
    save(teacher, draft_id, "attitudes", RESPECT, title__nl="Respect", agreements__nl="Wat we afspreken")
    save(teacher, draft_id, ITEMS, "punctuality", text__nl="Op tijd komen", short__nl="Op tijd", extension="1")
    save(teacher, draft_id, EXAMPLES, "arrives_on_time", text__nl="Je bent er om acht uur.")
    page = teacher.post(f"/sheet-drafts/{draft_id}/publish", {"note": "Van ons"})
    slug = page.location.rsplit("/", 1)[-1]
    shown, help_page = teacher.get(f"/sheets/{slug}"), teacher.get(f"/sheets/{slug}/criteria/punctuality")
    assert "Respect" in shown.text and "Op tijd komen *" in shown.text and "* Voor wie verder is." in shown.text
    assert "Je bent er om acht uur." in help_page.text
    sheet = latest_version(cast.actor("teacher"), slug)
    assert sheet.groups[0].agreements["nl"] == "Wat we afspreken" and sheet.school_id == cast.school.id
    assert "Stiptheid" in teacher.get(f"/sheets/{SOFT_SKILLS}").text, "the shipped one stays as it was"
    client_for(cast.outsider).get(f"/sheets/{slug}", status=404)


def test_groups_items_and_examples_are_made_moved_and_removed(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, teacher = a_copy(cast, SOFT_SKILLS), client_for(cast.teacher)
    before = _items(draft_id)
    form = teacher.get(f"/sheet-drafts/{draft_id}/rows/{ITEMS}/new")
    url = form.one("#row-form")["action"]
    teacher.post(url, typed(form, "#row-form") | {"text.nl": "Luisteren", "short.nl": "Luisteren"})
    made = _items(draft_id)[-1]
    assert _items(draft_id)[:-1] == before
    check = teacher.get(f"/sheet-drafts/{draft_id}/check")
    assert "Voorbeelden: Luisteren" in check.text, "an item needs an example"
    link = next(each["href"] for each in check.all("a.row") if "Luisteren" in each.get_text())
    assert link.endswith(f"/rows/examples.{made}")
    assert "Luisteren" in teacher.get(f"/sheet-drafts/{draft_id}/preview/phone").text
    teacher.post(f"{link}/e_000001", {"text.nl": "Je laat anderen uitspreken."})
    assert "Alles is in orde" in teacher.get(f"/sheet-drafts/{draft_id}").text
    teacher.post(f"/sheet-drafts/{draft_id}/rows/{ITEMS}", {"do": f"up:{made}"})
    assert _items(draft_id)[-2] == made
    teacher.post(row_url(draft_id, "attitudes", "a_000001"), {"title.nl": "Veiligheid"})
    wrong = teacher.get(f"/sheet-drafts/{draft_id}/check")
    assert "Punten: Veiligheid" in wrong.text and "minstens 1" in wrong.text
    teacher.post(f"/sheet-drafts/{draft_id}/rows/attitudes", {"do": "up:a_000001"})
    assert [row["id"] for row in content_of(draft_id)["groups"]][-2] == "a_000001"
    teacher.post(f"/sheet-drafts/{draft_id}/rows/attitudes", {"do": "remove:a_000001"})
    assert "Alles is in orde" in teacher.get(f"/sheet-drafts/{draft_id}").text


def test_a_copied_group_has_items_of_its_own(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, teacher = a_copy(cast, SOFT_SKILLS), client_for(cast.teacher)
    url = f"/sheet-drafts/{draft_id}/rows/attitudes"
    for _twice in range(2):
        teacher.post(url, {"do": f"copy:{RESPECT}", "copy_id": "a_0a0a0a"})
    assert len(content_of(draft_id)["groups"]) == 4
    assert not set(_items(draft_id, 0)) & set(_items(draft_id, 1))
    assert "Alles is in orde" in teacher.get(f"/sheet-drafts/{draft_id}").text


def test_the_scale_is_chosen_made_and_may_differ_by_group(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, teacher = a_copy(cast, SOFT_SKILLS), client_for(cast.teacher)
    rating = teacher.get(row_url(draft_id, "part", "rating"))
    assert "per week" in rating.one("#cadence").get_text() and not rating.all("[name=cadence]")
    save(teacher, draft_id, "part", "rating", scale="yes_no")
    teacher.follow(teacher.post(f"/sheet-drafts/{draft_id}/scales", {"name": "own_1"}))
    for place, word in enumerate(("nog niet", "soms", "altijd"), start=1):
        _level(teacher, draft_id, place, word)
    back = teacher.get(f"/sheet-drafts/{draft_id}/rows/scale.own_1").all("header a")[0]["href"]
    assert back.endswith("/rows/part/rating")
    save(teacher, draft_id, "attitudes", "willingness_to_learn", scale="own_1")
    teacher.post(row_url(draft_id, "attitudes", RESPECT), {"title.nl": "x", "scale": "no_such"}, status=422)
    teacher.post(row_url(draft_id, "part", "rating"), {"scale": "no_such"}, status=422)
    page = teacher.post(f"/sheet-drafts/{draft_id}/publish", {"note": ""})
    sheet = latest_version(cast.actor("teacher"), page.location.rsplit("/", 1)[-1])
    assert [group.criteria[0].scale.id for group in sheet.groups] == ["yes_no", "yes_no", "own_1"]
    assert "altijd" in teacher.get(page.location).text
    again = _edit(teacher, sheet.id)
    save(teacher, again, "attitudes", "willingness_to_learn", scale="")
    assert "scale" not in content_of(again)["groups"][2]


def test_an_item_that_was_used_retires_and_its_group_goes_with_the_last(
    library: Flask, cast: Cast, client_for: Clients
) -> None:
    teacher = client_for(cast.teacher)
    slug = _published(cast, teacher)
    draft_id = _edit(teacher, slug)
    items, groups = (f"/sheet-drafts/{draft_id}/rows/{shelf}" for shelf in (ITEMS, "attitudes"))
    assert "kan niet" in teacher.post(items, {"do": "remove:punctuality"}, status=422).text
    assert "verplaats ze" in teacher.post(groups, {"do": f"remove:{RESPECT}"}, status=422).text
    form = teacher.get(row_url(draft_id, "attitudes", RESPECT))
    assert not form.all(f"[value='remove:{RESPECT}']") and "al gebruikt" in form.text
    assert teacher.get(row_url(draft_id, ITEMS, "punctuality")).all("[value='retire:punctuality']")
    for name in _items(draft_id):
        teacher.post(items, {"do": f"retire:{name}"})
    teacher.post(f"/sheet-drafts/{draft_id}/publish", {"note": "Zonder respect"})
    actor = cast.actor("teacher")
    now, old = latest_version(actor, slug), numbered_version(actor, slug, 1)
    assert [group.id for group in now.groups] == [group.id for group in old.groups[1:]]
    assert now.retired["punctuality"].short == old.all_criteria["punctuality"].short
    copied = teacher.post(f"/sheets/{slug}/draft", {"draft_id": str(new_id()), "copy": "1"})
    assert len(content_of(UUID(copied.location.rsplit("/", 1)[-1]))["groups"]) == 2
    rest = _edit(teacher, slug)
    for number, group in enumerate(content_of(rest)["groups"]):
        for name in _items(rest, number):
            teacher.post(f"/sheet-drafts/{rest}/rows/items.{group['id']}", {"do": f"retire:{name}"})
    assert "minstens één in gebruik" in teacher.get(f"/sheet-drafts/{rest}/check").text


def test_an_item_goes_to_another_group_and_stays_what_it_was(library: Flask, cast: Cast, client_for: Clients) -> None:
    teacher = client_for(cast.teacher)
    slug = _published(cast, teacher)
    draft_id = _edit(teacher, slug)
    url, names = f"/sheet-drafts/{draft_id}/rows/{ITEMS}", _items(draft_id)
    form = typed(teacher.get(row_url(draft_id, ITEMS, "punctuality")), "#other-group")
    assert form == {"group": RESPECT}
    for name in names:
        for _twice in range(2):
            page = teacher.post(url, {"do": f"move_to:{name}", "group": "willingness_to_learn"})
    assert page.location.endswith(f"/rows/items.willingness_to_learn#row-{names[-1]}")
    teacher.post(url, {"do": f"move_to:{names[0]}", "group": "nowhere"}, status=404)
    teacher.post(f"/sheet-drafts/{draft_id}/rows/attitudes", {"do": f"move_to:{RESPECT}", "group": RESPECT}, status=404)
    assert _items(draft_id, 0) == [] and _items(draft_id, 2)[-len(names) :] == names
    teacher.post(f"/sheet-drafts/{draft_id}/rows/attitudes", {"do": f"remove:{RESPECT}"})
    teacher.post(f"/sheet-drafts/{draft_id}/publish", {"note": "Twee groepen"})
    now = latest_version(cast.actor("teacher"), slug)
    assert len(now.groups) == 2 and now.groups[-1].criteria[-1].id == names[-1]


def test_a_new_attitude_sheet_begins_without_groups(library: Flask, cast: Cast, client_for: Clients) -> None:
    teacher = client_for(cast.teacher)
    form = typed(teacher.get("/sheet-drafts/new"), "#new-sheet") | {"title": "Werkhouding", "kind": "attitude"}
    overview = teacher.follow(teacher.post("/sheet-drafts/new", form))
    draft = db.session.query(SheetDraft).one()
    assert draft.content["groups"] == [] and draft.content["rating"]["scale"] == "expectation"
    assert "kloppen nog niet" in overview.text
    assert "ontbreekt" in teacher.get(f"/sheet-drafts/{draft.id}/preview/phone").text


def test_the_preview_looks_like_the_week(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, teacher = a_copy(cast, SOFT_SKILLS), client_for(cast.teacher)
    phone = teacher.get(f"/sheet-drafts/{draft_id}/preview/phone")
    assert "Stiptheid" in phone.text and not phone.all("[name=stage]") and not phone.all("form")
    assert "op tijd" in teacher.get(f"/sheet-drafts/{draft_id}/preview/phone/punctuality").text


def test_what_was_rated_is_read_in_the_version_of_then(library: Flask, cast: Cast, client_for: Clients) -> None:
    teacher = client_for(cast.teacher)
    slug = _published(cast, teacher)
    url = f"/learners/{cast.learner.id}/rounds/new?sheet={slug}"
    form = typed(teacher.get(url), "#round-form")
    teacher.post(url, form | {"date": "2026-11-18", "values.punctuality": "meets"})
    assessed = db.session.query(WeekAssessment).join(Week).filter(Week.learner_id == cast.learner.id).one()
    version = db.session.get_one(SheetVersion, assessed.sheet_version_id)
    assert (version.sheet_id, version.number, assessed.values) == (slug, 1, {"punctuality": "meets"})
    draft_id = _edit(teacher, slug)
    save(teacher, draft_id, ITEMS, "punctuality", text__nl="Helemaal anders", short__nl="Anders")
    teacher.post(f"/sheet-drafts/{draft_id}/rows/{ITEMS}", {"do": "retire:appearance"})
    teacher.post(f"/sheet-drafts/{draft_id}/publish", {"note": "Andere woorden"})
    db.session.expire_all()
    assert db.session.get_one(Sheet, slug).latest == 2
    kept = numbered_version(cast.actor("teacher"), slug, 1).all_criteria
    assert kept["punctuality"].short["nl"] == "Stiptheid" and "appearance" in kept
    assert "Anders" in teacher.get(f"/learners/{cast.learner.id}/three-party?sheet={slug}").text
    compared = teacher.get(f"/sheets/{slug}/versions/compare?from=1&to=2").text
    assert "Stiptheid" in compared and "Helemaal anders" in compared


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_an_attitude_sheet_goes_out_and_comes_back(library: Flask, cast: Cast, client_for: Clients, form: str) -> None:
    teacher = client_for(cast.teacher)
    slug = _published(cast, teacher)
    data = teacher.get(f"/sheets/{slug}/versions/1/sheet.{form}").response.data
    teacher.post(BRING_IN, sent(data))
    (draft,) = drafts()
    assert draft.sheet_id is None and len(draft.content["groups"]) == 3


def test_items_that_a_file_has_not_retire(library: Flask, cast: Cast, client_for: Clients) -> None:
    teacher = client_for(cast.teacher)
    slug = _published(cast, teacher)
    text = teacher.get(f"/sheets/{slug}/versions/1/sheet.json").response.json
    text["groups"] = [text["groups"][1] | {"items": text["groups"][1]["items"][1:]}]
    gone = numbered_version(cast.actor("teacher"), slug, 1).groups[1].criteria[0].id
    teacher.post(BRING_IN, sent(_dumped(text), sheet=slug))
    (draft,) = drafts()
    names = {item["id"]: item.get("retired") for group in draft.content["groups"] for item in group["items"]}
    assert (
        names[gone]
        and names["punctuality"]
        and sum(not each for each in names.values()) == len(text["groups"][0]["items"])
    )
    teacher.post(f"/sheet-drafts/{draft.id}/publish", {"note": "Uit een bestand"})


def test_lists_of_an_attitude_sheet_that_are_not_there(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, teacher = a_copy(cast, SOFT_SKILLS), client_for(cast.teacher)
    for path in ("criteria", "groups", "items.none", "items", "examples.none", "examples", "part/evaluation", "steps"):
        teacher.get(f"/sheet-drafts/{draft_id}/rows/{path}", status=404)
    other = a_copy(cast)
    for path in ("attitudes", ITEMS, EXAMPLES, "part/rating"):
        teacher.get(f"/sheet-drafts/{other}/rows/{path}", status=404)


def test_two_rows_with_one_name_are_told_apart_in_the_editor(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, teacher = a_copy(cast), client_for(cast.teacher)
    content = content_of(draft_id)
    steps, criteria = content["steps"], content["evaluation"]["criteria"]
    steps[1]["id"] = steps[0]["id"]
    criteria[1]["id"] = content["daily_log"]["checks"]["items"][0]["id"]
    with transaction():
        db.session.get_one(SheetDraft, draft_id).content = dict(content)
    for shelf, name in (("steps", steps[0]["id"]), ("criteria", criteria[1]["id"])):
        check = teacher.get(f"/sheet-drafts/{draft_id}/check")
        assert "twee keer met dezelfde naam" in check.text
        assert row_url(draft_id, shelf, name) in {each["href"].split("#")[0] for each in check.all("a.row")}
        page = teacher.get(row_url(draft_id, shelf, name))
        assert "twee keer" in page.one("#doubled").get_text()
        teacher.post(f"/sheet-drafts/{draft_id}/rows/{shelf}", {"do": page.one("#doubled button")["value"]})
    assert "Alles is in orde" in teacher.get(f"/sheet-drafts/{draft_id}").text
    kept: list[dict[str, Any]] = content_of(draft_id)["steps"]
    assert kept[0]["id"] == steps[0]["id"] and kept[1]["text"] == steps[1]["text"]
    assert not teacher.get(row_url(draft_id, "steps", kept[1]["id"])).all("#doubled")


def _dumped(content: dict[str, Any]) -> bytes:
    return json.dumps(content).encode()


def test_levels_that_look_alike_have_their_sign(library: Flask, cast: Cast, client_for: Clients) -> None:
    draft_id, teacher = a_copy(cast, SOFT_SKILLS), client_for(cast.teacher)
    assert not teacher.get(f"/sheet-drafts/{draft_id}/preview/phone").all(".levels .seg b")
    teacher.post(f"/sheet-drafts/{draft_id}/scales", {"name": "own_1"})
    for place, word in enumerate(("nooit", "soms", "altijd"), start=1):
        _level(teacher, draft_id, place, word)
    save(teacher, draft_id, "part", "rating", scale="own_1")
    slug = teacher.post(f"/sheet-drafts/{draft_id}/publish", {}).location.rsplit("/", 1)[-1]
    page = teacher.get(f"/learners/{cast.learner.id}/rounds/new?sheet={slug}")
    assert [each.get_text() for each in page.all("#f-values-punctuality .seg b, .levels .seg b")[:3]] == ["n", "s", "a"]
