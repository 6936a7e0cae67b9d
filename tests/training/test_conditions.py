"""What a mentor still needs, with its deadlines, and who may read and write it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.training.models import MentorCondition, Recognition, Workplace
from logbook.training.policy import mentor_needs, years_after
from tests.conftest import FRIDAY
from tests.factories import Cast
from tests.pages import PageClient
from tests.training.work import TODAY

RECOGNISED = date(2026, 1, 10)
MET = {"age": RECOGNISED, "experience": RECOGNISED}


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (RECOGNISED, "open"),
        (date(2026, 11, 10), "open"),  # 61 days before
        (date(2026, 11, 11), "soon"),  # 60 days before
        (date(2027, 1, 10), "soon"),  # the last day
        (date(2027, 1, 11), "late"),
    ],
)
def test_the_training_is_due_twelve_months_after_the_recognition(today: date, state: str) -> None:
    (need,) = mentor_needs(MET, RECOGNISED, today)
    assert (need.kind, need.state, need.due) == ("training", state, date(2027, 1, 10))


def test_a_recognition_lasts_five_years_and_warns_sixty_days_before() -> None:
    met = MET | {"training": RECOGNISED}
    end = years_after(RECOGNISED, 5)
    assert mentor_needs(met, RECOGNISED, end - timedelta(days=61)) == []
    assert [each.state for each in mentor_needs(met, RECOGNISED, end - timedelta(days=60))] == ["soon"]
    assert [each.state for each in mentor_needs(met, RECOGNISED, end + timedelta(days=1))] == ["late"]


def test_a_leap_day_comes_round_a_day_early() -> None:
    assert years_after(date(2024, 2, 29), 5) == date(2029, 2, 28)


def test_without_anything_everything_is_missing() -> None:
    needs = mentor_needs({}, None, TODAY)
    assert {each.kind for each in needs} == {"age", "experience", "recognition", "training"}
    assert {each.state for each in needs} == {"missing"}


def here(cast: Cast) -> str:
    """Return the address of the mentor's conditions at the placement."""
    return f"/placements/{cast.placement_id}/mentors/{cast.mentor.id}"


def test_the_coordinator_notes_everything_and_the_warnings_go(
    cast: Cast, client_for: Callable[..., PageClient]
) -> None:
    client, path, day = client_for(cast.coordinator), here(cast), TODAY.isoformat()
    assert "Leeftijd nog niet nagekeken" in client.get("/placements/attention").text
    for kind, ground in (("age", "rule"), ("experience", "proof"), ("training", "exempt")):
        client.post(f"{path}/conditions", {"kind": kind, "ground": ground, "met_on": day})
    client.post(f"{path}/recognition", {"recognised_on": day})
    client.post(f"{path}/recognition", {"recognised_on": day})  # the same again is one
    assert db.session.query(Recognition).count() == 1
    assert "Alles is in orde" in client.get(path).text
    assert "Leeftijd" not in client.get(f"/placements/{cast.placement_id}").text


def test_what_is_noted_must_be_true_by_now(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    client, path = client_for(cast.coordinator), here(cast)
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    client.post(f"{path}/conditions", {"kind": "age", "ground": "rule", "met_on": tomorrow}, 422)
    client.post(f"{path}/conditions", {"kind": "age", "ground": "exempt", "met_on": TODAY.isoformat()}, 422)
    client.post(f"{path}/conditions", {"kind": "shoe_size", "ground": "rule", "met_on": TODAY.isoformat()}, 422)
    client.post(f"{path}/recognition", {"recognised_on": tomorrow}, 422)
    assert db.session.query(MentorCondition).count() == 0


def test_an_age_that_a_known_birth_date_contradicts_is_refused(
    cast: Cast, client_for: Callable[..., PageClient]
) -> None:
    with transaction():
        cast.mentor.born_on = years_after(TODAY, -24)
        db.session.merge(cast.mentor)
    client, post = client_for(cast.coordinator), {"kind": "age", "met_on": TODAY.isoformat()}
    client.post(f"{here(cast)}/conditions", post | {"ground": "rule"}, 422)
    client.post(f"{here(cast)}/conditions", post | {"ground": "proof"})


def test_a_mentor_sees_the_own_conditions_and_a_learner_none(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    assert "Mentoropleiding" in client_for(cast.mentor).get(here(cast)).text
    client_for(cast.learner).get(here(cast), 404)
    client_for(cast.supervisor).get(here(cast), 404)
    assert "Leeftijd" not in client_for(cast.learner).get(f"/placements/{cast.placement_id}").text


def test_a_training_centre_needs_no_recognition(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    with transaction():
        db.session.get_one(Workplace, cast.placement.workplace_id).kind = "simulated"
    assert "erkenning" not in client_for(cast.coordinator).get(f"/placements/{cast.placement_id}").text


def test_a_mentor_whose_time_is_over_is_not_asked_any_more(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    client = client_for(cast.coordinator)
    with clock.freeze(FRIDAY):
        client.get(f"/placements/{cast.placement_id}/mentors/{cast.other_mentor.id}", 404)
