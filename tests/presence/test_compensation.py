"""A holiday that is worked comes back as a free workday of the same school year, by 30 June."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from logbook.extensions import db
from logbook.presence.models import Compensation
from tests.factories import Cast
from tests.pages import PageClient
from tests.presence.work import A_DAY, MONDAY, day_of, holiday, say

CHRISTMAS = date(2026, 12, 23)
IN_MARCH = date(2027, 3, 10)


@pytest.fixture
def path(cast: Cast) -> str:
    """Return the address of the form, in a school with a Christmas holiday."""
    holiday(cast, CHRISTMAS - timedelta(days=2), CHRISTMAS + timedelta(days=11), "Kerstvakantie")
    return f"/learners/{cast.learner.id}/compensation"


def test_a_worked_holiday_is_planned_and_its_free_day_is_not(
    cast: Cast, path: str, client_for: Callable[..., PageClient]
) -> None:
    assert day_of(cast, CHRISTMAS).planned == 0
    client = client_for(cast.counsellor)
    client.post(path, {"worked_on": CHRISTMAS.isoformat(), "taken_on": IN_MARCH.isoformat()})
    worked, free = day_of(cast, CHRISTMAS), day_of(cast, IN_MARCH)
    assert (worked.planned, worked.free) == (A_DAY, None)
    assert (free.planned, free.free) == (0, "compensation")
    assert "vrij op" in client_for(cast.learner).get("/hours").text
    client.post(f"{path}/take-back", {"worked_on": CHRISTMAS.isoformat()})
    assert day_of(cast, IN_MARCH).planned == A_DAY
    client.post(f"{path}/take-back", {"worked_on": CHRISTMAS.isoformat()}, 404)


@pytest.mark.parametrize(
    ("worked_on", "taken_on"),
    [
        (IN_MARCH, IN_MARCH + timedelta(days=1)),  # no holiday
        (CHRISTMAS, date(2027, 7, 1)),  # after 30 June
        (CHRISTMAS, date(2026, 8, 31)),  # the school year before
        (CHRISTMAS, CHRISTMAS + timedelta(days=1)),  # itself a holiday
        (CHRISTMAS, date(2027, 3, 13)),  # a Saturday
        (CHRISTMAS, date(9999, 12, 31)),
    ],
)
def test_what_is_no_exchange_is_refused(
    path: str, cast: Cast, client_for: Callable[..., PageClient], worked_on: date, taken_on: date
) -> None:
    days = {"worked_on": worked_on.isoformat(), "taken_on": taken_on.isoformat()}
    client_for(cast.teacher).post(path, days, 422)
    assert db.session.query(Compensation).count() == 0


def test_no_day_is_exchanged_twice(cast: Cast, path: str, client_for: Callable[..., PageClient]) -> None:
    client = client_for(cast.coordinator)
    client.post(path, {"worked_on": CHRISTMAS.isoformat(), "taken_on": IN_MARCH.isoformat()})
    day_after = (CHRISTMAS + timedelta(days=1)).isoformat()
    client.post(path, {"worked_on": day_after, "taken_on": IN_MARCH.isoformat()}, 422)
    client.post(path, {"worked_on": CHRISTMAS.isoformat(), "taken_on": date(2027, 3, 11).isoformat()}, 422)


def test_only_the_school_exchanges(cast: Cast, path: str, client_for: Callable[..., PageClient]) -> None:
    for who in ("learner", "mentor", "supervisor", "other_teacher", "outsider", "company_coordinator", "guardian"):
        client_for(getattr(cast, who)).get(path, 404)
        client_for(getattr(cast, who)).post(path, {}, 404)


def test_a_holiday_worked_without_an_exchange_is_extra_and_told(
    cast: Cast, client_for: Callable[..., PageClient]
) -> None:
    holiday(cast, MONDAY)
    say(cast, "workplace", MONDAY)
    text = client_for(cast.learner).get("/hours").text
    assert "Extra gewerkt" in text and "30 juni" in text
    client_for(cast.mentor).post(
        f"/placements/{cast.placement_id}/weeks/2026-W47/presence",
        {"day": MONDAY.isoformat(), "status": "workplace", "hours": "8"},
    )
    assert (day_of(cast, MONDAY).minutes, day_of(cast, MONDAY).planned) == (480, 0)
