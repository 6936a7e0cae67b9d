"""Day statuses in one tap, and a learner's own view of the soft skills."""

from collections.abc import Callable

import pytest

from logbook.core.ids import new_id
from logbook.entries.models import WeekAssessment
from logbook.extensions import db
from logbook.training.models import Day
from tests.entries.work import rate_own
from tests.factories import Cast
from tests.pages import PageClient

ClientFor = Callable[..., PageClient]


@pytest.fixture
def learner(cast: Cast, client_for: ClientFor) -> PageClient:
    """Return the learner's browser."""
    return client_for(cast.learner)


def test_a_day_status_is_one_tap_and_goes_back_to_where_it_is_shown(learner: PageClient) -> None:
    today = learner.follow(learner.post("/days/2026-11-20", {"status": "school"}))
    assert today.one("button[value=school]")["aria-pressed"] == "true"
    assert "Toch iets invullen" in today.text
    assert learner.post("/days/2026-11-12", {"status": "sick"}).location.endswith("/weeks/2026-W46")
    assert {day.status for day in db.session.query(Day)} == {"school", "sick"}


@pytest.mark.parametrize(
    ("path", "status", "answer"),
    [
        ("/days/2026-11-20", "asleep", 422),
        ("/days/2026-11-20", "", 422),
        ("/days/2026-11-27", "workplace", 422),
        ("/days/soon", "school", 404),
        ("/days/2026-02-30", "school", 404),
    ],
)
def test_what_is_no_day_or_status_is_refused(learner: PageClient, path: str, status: str, answer: int) -> None:
    learner.post(path, {"status": status}, answer)
    assert db.session.query(Day).count() == 0


def test_nobody_but_a_learner_sets_a_day(cast: Cast, client_for: ClientFor) -> None:
    for who in ("mentor", "teacher", "guardian"):
        client_for(getattr(cast, who)).post("/days/2026-11-20", {"status": "school"}, 404)


def test_sixteen_items_in_three_groups_with_examples_and_nothing_chosen(cast: Cast, learner: PageClient) -> None:
    page = learner.get(f"/weeks/2026-W47/soft-skills/{cast.placement_id}")
    assert page.h1 == "Houding" and "Week 47" in page.text
    assert len(page.all("fieldset.levels")) == 16 and len(page.all("#soft-skills section")) == 3
    assert all(len(each.select("input[type=radio]")) == 3 for each in page.all("fieldset.levels"))
    assert not page.all("input[type=radio][checked]")
    assert "Nog 16" in page.text
    help_link = page.all("fieldset.levels a.iconbtn")[0]
    assert learner.get(str(help_link["href"])).h1


def test_own_view_is_handed_in_with_gaps_once_and_changed_later(cast: Cast, learner: PageClient) -> None:
    address = f"/weeks/2026-W47/soft-skills/{cast.placement_id}"
    typed = learner.get(address).form("#soft-skills") | {"values.punctuality": "meets"}
    del typed["csrf_token"]
    assert learner.post(address, typed).location == learner.post(address, typed).location
    assert db.session.query(WeekAssessment).one().values == {"punctuality": "meets"}
    assert "1 punt ingevuld" in learner.get("/weeks/2026-W47").text
    again = learner.post(address, typed | {"values.teamwork": "meets"}, 409)
    assert again.form("#soft-skills")["values.teamwork"] == "meets"
    fresh = {name: value for name, value in again.form("#soft-skills").items() if name != "csrf_token"}
    learner.post(address, fresh)
    assert set(db.session.query(WeekAssessment).one().values) == {"punctuality", "teamwork"}


def test_own_view_is_kept_while_it_is_filled_in(cast: Cast, learner: PageClient) -> None:
    address = f"/weeks/2026-W47/soft-skills/{cast.placement_id}"
    rate_own(cast, {"punctuality": "meets"})
    assert learner.get(address).form("#soft-skills")["values.punctuality"] == "meets"
    learner.post(f"{address}/draft", {"op_id": str(new_id()), "values.punctuality": "above_expectation"}, 204)
    page = learner.get(address)
    assert page.form("#soft-skills")["values.punctuality"] == "above_expectation"
    assert page.one("[data-draft-status]").text.strip() == "bewaard bij de school"


@pytest.mark.parametrize(
    "change", [{"values.flying": "meets"}, {"values.punctuality": "reached"}, {"op_id": "x"}, {"values": "x"}]
)
def test_unknown_items_and_levels_are_told_and_the_rest_stays(
    cast: Cast, learner: PageClient, change: dict[str, str]
) -> None:
    address = f"/weeks/2026-W47/soft-skills/{cast.placement_id}"
    typed = {"op_id": str(new_id())} | ({"values.teamwork": "meets"} if "values" not in change else {}) | change
    page = learner.post(address, typed, 422)
    page.one("#errors")
    if "values" not in change:
        assert page.form("#soft-skills")["values.teamwork"] == "meets"


def test_another_placement_week_or_person_is_not_found(cast: Cast, learner: PageClient, client_for: ClientFor) -> None:
    learner.get(f"/weeks/2026-W47/soft-skills/{cast.other_placement.id}", 404)
    learner.get(f"/weeks/2026-W99/soft-skills/{cast.placement_id}", 404)
    learner.get(f"/weeks/now/soft-skills/{cast.placement_id}", 404)
    learner.post(f"/weeks/2026-W47/soft-skills/{cast.other_placement.id}/draft", {"values.teamwork": "meets"}, 404)
    for who in ("mentor", "other_learner", "teacher"):
        client_for(getattr(cast, who)).get(f"/weeks/2026-W47/soft-skills/{cast.placement_id}", 404)
