"""Making, changing and ending a placement, as a coordinator does it and as others try."""

from collections.abc import Callable
from typing import Any

import pytest

from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.training.models import Placement, Workplace
from logbook.training.policy import agreement_for
from tests.factories import Cast
from tests.pages import PageClient
from tests.training.work import NEXT_MONDAY, TODAY, YEAR_END, new_learners, place


def filled(cast: Cast, learner_id: Any, **changes: Any) -> dict[str, Any]:
    """Return what a coordinator fills in on the third step."""
    values = {
        "learner_id": str(learner_id),
        "workplace_id": str(cast.placement.workplace_id),
        "track_id": "lassen_constructie_duaal",
        "mentor_id": str(cast.mentor.id),
        "agreement_kind": "oao",
        "hours_per_week": "20",
        "from_date": NEXT_MONDAY.isoformat(),
        "until_date": YEAR_END.isoformat(),
        "weekdays[]": ["3", "4", "5"],
    }
    return values | changes


def as_shown(client: PageClient, path: str) -> dict[str, Any]:
    """Return what the form at `path` holds; the client adds a token of its own."""
    form = client.get(path).form("main form")
    del form["csrf_token"]
    return form


def test_a_coordinator_places_a_learner_in_three_steps(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    learner = new_learners(cast, 1)[0]
    client = client_for(cast.coordinator)
    first = client.get("/placements/new?q=leerling")
    second = client.get(first.one(f'a[href*="{learner.id}"]')["href"])
    third = client.get(second.one(f'a[href*="{cast.placement.workplace_id}"]')["href"])
    assert "Vanaf 20 uur per week" in third.text
    done = client.post("/placements/new", filled(cast, learner.id))
    page = client.follow(done)
    assert page.h1 == learner.name and "OAO" in page.text and "20 uur per week" in page.text and "Piet" in page.text


@pytest.mark.parametrize(
    ("agreement", "allowed"),
    [
        ((20, "oao", False), True),
        ((19, "oao", False), False),
        ((19, "sao", False), True),
        ((20, "sao", False), False),
        ((38, "oao", True), False),
        ((38, "sao", True), True),
    ],
)
def test_the_kind_of_agreement_follows_the_hours(
    cast: Cast, client_for: Callable[..., PageClient], agreement: tuple[int, str, bool], allowed: bool
) -> None:
    hours, kind, simulated = agreement
    learner = new_learners(cast, 1)[0]
    if simulated:
        with transaction():
            db.session.get_one(Workplace, cast.placement.workplace_id).kind = "simulated"
    page = client_for(cast.coordinator).post(
        "/placements/new",
        filled(cast, learner.id, hours_per_week=str(hours), agreement_kind=kind),
        303 if allowed else 422,
    )
    assert agreement_for(hours, simulated) == (kind if allowed else {"oao": "sao", "sao": "oao"}[kind])
    if not allowed:
        assert page.one("[name=hours_per_week]")["value"] == str(hours)
        assert len(page.all('[name="weekdays[]"][checked]')) == 3


def test_a_fourth_learner_asks_for_a_reason_and_keeps_what_was_typed(
    cast: Cast, client_for: Callable[..., PageClient]
) -> None:
    second, third, fourth = new_learners(cast, 3)
    place(cast, second)
    place(cast, third)
    client = client_for(cast.coordinator)
    page = client.post("/placements/new", filled(cast, fourth.id), 422)
    assert "drie leerlingen" in page.text and page.one("textarea[name=over_limit]")
    client.post("/placements/new", filled(cast, fourth.id, over_limit="Tijdelijk, tot Kerstmis."))


@pytest.mark.parametrize(
    "wrong",
    [
        {"until_date": "2026-01-01"},
        {"from_date": "0001-01-01"},
        {"until_date": "9999-12-31"},
        {"weekdays[]": ["9"]},
        {"hours_per_week": "99999999999999999999"},
        {"track_id": "bestaat_niet"},
        {"agreement_kind": "<script>"},
        {"mentor_id": "x"},
        {"school_id": "00000000-0000-7000-8000-000000000000"},
    ],
)
def test_what_no_agreement_says_is_refused(
    cast: Cast, client_for: Callable[..., PageClient], wrong: dict[str, Any]
) -> None:
    learner = new_learners(cast, 1)[0]
    client_for(cast.coordinator).post("/placements/new", filled(cast, learner.id, **wrong), 422)
    assert db.session.query(Placement).filter_by(learner_id=learner.id).count() == 0


def test_people_and_workplaces_of_another_school_are_not_there(
    cast: Cast, client_for: Callable[..., PageClient]
) -> None:
    client, learner = client_for(cast.coordinator), new_learners(cast, 1)[0]
    client.get(f"/placements/new?learner={cast.foreign_learner.id}", 404)
    client.get(f"/placements/new?learner={learner.id}&workplace={cast.foreign_placement.workplace_id}", 404)
    client.post("/placements/new", filled(cast, cast.foreign_learner.id), 404)
    elsewhere = str(cast.foreign_placement.workplace_id)
    client.post("/placements/new", filled(cast, learner.id, workplace_id=elsewhere), 404)
    for stranger in (cast.outsider, cast.other_mentor, cast.teacher):
        client.post("/placements/new", filled(cast, learner.id, mentor_id=str(stranger.id)), 422)


def test_a_placement_ends_and_is_still_there(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    placement = place(cast, new_learners(cast, 1)[0])
    client, here = client_for(cast.coordinator), f"/placements/{placement.id}/change"
    form = as_shown(client, here)
    days = {"weekdays[]": ["3", "4", "5"]}
    client.post(here, form | days | {"until_date": NEXT_MONDAY.isoformat()})
    page = client.get(f"/placements/{placement.id}")
    assert "23 november 2026 tot 23 november 2026" in page.text


def test_the_first_day_of_a_running_placement_stays(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    client, here = client_for(cast.coordinator), f"/placements/{cast.placement_id}/change"
    form = as_shown(client, here) | {"weekdays[]": ["1"], "until_date": YEAR_END.isoformat()}
    page = client.post(here, form | {"from_date": TODAY.isoformat()}, 422)
    assert "al begonnen" in page.text
    client.post(here, form)


def test_teachers_find_the_placements_of_their_classes(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    teacher = client_for(cast.teacher)
    assert "Lotte" in teacher.get("/placements?q=lot").text
    assert "Lotte" not in teacher.get("/placements?show=ended").text
    assert "Lotte" not in client_for(cast.other_teacher).get("/placements").text
    assert "Lotte" not in client_for(cast.outsider).get("/placements").text


@pytest.mark.parametrize("text", ["%", "_", "\\", "'; drop table placement; --", "ö" * 200])
def test_any_search_is_answered(cast: Cast, client_for: Callable[..., PageClient], text: str) -> None:
    client = client_for(cast.coordinator)
    for path, more in (("", {}), ("/new", {}), ("/new", {"learner": str(cast.learner.id)})):
        client.get(f"/placements{path}", query_string={"q": text} | more)


def test_the_list_costs_the_same_with_many(
    cast: Cast, client_for: Callable[..., PageClient], count_queries: Callable[..., list[str]]
) -> None:
    client = client_for(cast.coordinator)
    few = len(count_queries(lambda: client.get("/placements/attention")))
    for learner in new_learners(cast, 8):
        place(cast, learner, over_limit="Voor de telling.")
    assert len(count_queries(lambda: client.get("/placements/attention"))) <= few
