"""A group of criteria with a scale of its own: made in the editor, rated on it, read on it."""

from collections.abc import Callable
from uuid import UUID

from flask import Flask

from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.sheets.queries import latest_version
from tests.authoring.sheets import a_copy, content_of, row_url, save
from tests.entries.work import submit
from tests.factories import Cast, assign
from tests.pages import PageClient
from tests.reviews.work import week_url

Clients = Callable[..., PageClient]


def _draft(teacher: PageClient, cast: Cast) -> UUID:
    """Return a copy of the welding sheet whose cracks are rated on four levels, and the others as they were."""
    draft_id = a_copy(cast)
    teacher.post(row_url(draft_id, "groups", "g_000001"), {"title.nl": "Barsten", "scale": "expectation"})
    save(teacher, draft_id, "criteria", "crack_free", group="g_000001")
    return draft_id


def test_a_group_is_rated_on_its_own_scale(library: Flask, cast: Cast, client_for: Clients) -> None:
    teacher, learner = client_for(cast.teacher), client_for(cast.learner)
    draft_id = _draft(teacher, cast)
    assert "expectation" in content_of(draft_id)["scales"], "the scale comes along"
    assert "Boven verwachting" in teacher.get(f"/sheet-drafts/{draft_id}/preview/phone").text
    slug = teacher.post(f"/sheet-drafts/{draft_id}/publish", {}).location.rsplit("/", 1)[-1]
    sheet = latest_version(cast.actor("teacher"), slug)
    scales = {each.id: each.scale.id for each in sheet.criteria}
    assert scales.pop("crack_free") == "expectation" and set(scales.values()) == {"reached"}
    assert sheet.counting_ids == {*scales, "crack_free"}
    with transaction():
        assign(cast.learner, slug)
    form = learner.follow(learner.get(f"/entries/new?sheet={slug}", status=303))
    offered = {each["value"] for each in form.all("[name='ratings.crack_free']")}
    assert offered == {level.id for level in sheet.scales["expectation"].levels}
    submit(cast, sheet=slug, ratings={"crack_free": "meets", "undercut": "reached", "removes_burrs": "done"})
    week = client_for(cast.mentor).get(week_url(cast))
    assert "1 van 1" in week.text and f"1 van {len(scales)}" in week.text


def test_a_scale_that_a_group_takes_up_again_is_that_of_the_sheet(
    library: Flask, cast: Cast, client_for: Clients
) -> None:
    teacher = client_for(cast.teacher)
    draft_id = _draft(teacher, cast)
    teacher.post(row_url(draft_id, "groups", "g_000002"), {"title.nl": "x", "scale": "no_such"}, status=422)
    save(teacher, draft_id, "groups", "g_000001", scale="")
    assert "scale" not in content_of(draft_id)["evaluation"]["groups"][0]
    slug = teacher.post(f"/sheet-drafts/{draft_id}/publish", {}).location.rsplit("/", 1)[-1]
    assert {each.scale.id for each in latest_version(cast.actor("teacher"), slug).criteria} == {"reached"}


def test_a_change_of_scale_is_told_between_two_versions(library: Flask, cast: Cast, client_for: Clients) -> None:
    teacher = client_for(cast.teacher)
    slug = teacher.post(f"/sheet-drafts/{_draft(teacher, cast)}/publish", {}).location.rsplit("/", 1)[-1]
    draft_id = UUID(teacher.post(f"/sheets/{slug}/draft", {"draft_id": str(new_id())}).location.rsplit("/", 1)[-1])
    save(teacher, draft_id, "part", "evaluation", scale="yes_no")
    save(teacher, draft_id, "groups", "g_000001", scale="")
    teacher.post(f"/sheet-drafts/{draft_id}/publish", {"note": "Ja of nee"})
    compared = teacher.get(f"/sheets/{slug}/versions/compare?from=1&to=2").text
    assert "Schaal" in compared and "boven verwachting" in compared.casefold() and "nee · ja" in compared


def test_a_retired_criterion_keeps_the_scale_of_its_group(library: Flask, cast: Cast, client_for: Clients) -> None:
    teacher = client_for(cast.teacher)
    draft_id = _draft(teacher, cast)
    teacher.post(f"/sheet-drafts/{draft_id}/rows/criteria", {"do": "retire:crack_free"})
    slug = teacher.post(f"/sheet-drafts/{draft_id}/publish", {}).location.rsplit("/", 1)[-1]
    assert latest_version(cast.actor("teacher"), slug).retired["crack_free"].scale.id == "expectation"
