"""What a learner is offered: today's work, the plan of this week, the assigned sheets, what was worked on lately."""

from collections.abc import Callable
from datetime import date

import pytest

from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.insight.queries.offered import MOST, Spot, offered_sheets
from logbook.plans.models import Place
from logbook.plans.policy import Where
from logbook.training.models import AssignedSheet, Placement
from logbook.training.queries import placements_of
from tests.entries.work import TODAY, submit
from tests.factories import WELDING, Cast, assign
from tests.pages import PageClient
from tests.plans.work import more_sheets, put, second_company

ClientFor = Callable[..., PageClient]
AT_SCHOOL = Where(Place.SCHOOL)


@pytest.fixture
def sheets(cast: Cast) -> list[str]:
    """Add sheets of the track; the learner has none assigned."""
    with transaction():
        db.session.query(AssignedSheet).delete()
    return more_sheets(20)


def offered(cast: Cast, status: str | None = None) -> list[str]:
    """Return the ids of what is offered, in order."""
    spot = Spot(placements_of([cast.learner.id], TODAY), status)
    return [each.content.id for each in offered_sheets(cast.actor("learner"), cast.learner.id, spot)]


def test_first_what_the_plan_says_for_this_week_at_todays_place(cast: Cast, sheets: list[str]) -> None:
    with transaction():
        assign(cast.learner, WELDING)
    put(cast, sheets[0], where=AT_SCHOOL)
    put(cast, sheets[1])
    put(cast, sheets[2], first=1, last=2)
    put(cast, sheets[3], first=-3, last=-1)
    assert offered(cast) == [sheets[1], sheets[0], WELDING]
    assert offered(cast, "school") == [sheets[0], sheets[1], WELDING]
    with transaction():
        db.session.get_one(Placement, cast.placement_id).weekdays = "123"
    assert offered(cast) == [sheets[0], sheets[1], WELDING]


def test_at_the_company_where_the_learner_is_today(cast: Cast, sheets: list[str]) -> None:
    other = second_company(cast, weekdays="5")
    with transaction():
        db.session.get_one(Placement, cast.placement_id).weekdays = "1234"
    put(cast, sheets[0])
    put(cast, sheets[1], where=Where(Place.WORKPLACE, other.id))
    assert offered(cast) == [sheets[1], sheets[0]]


def test_todays_work_comes_before_the_plan_and_older_work_after_it(cast: Cast, sheets: list[str]) -> None:
    submit(cast, date=TODAY, sheet=sheets[5])
    submit(cast, date=date(2026, 11, 16), sheet=sheets[6])
    put(cast, sheets[0])
    assert offered(cast) == [sheets[5], sheets[0], sheets[6]]


def test_it_stays_a_short_list(cast: Cast, sheets: list[str]) -> None:
    put(cast, *sheets)
    assert offered(cast) == sheets[:MOST]


def test_who_has_no_plan_and_nothing_assigned_is_offered_the_track(cast: Cast, sheets: list[str]) -> None:
    found = offered(cast)
    assert len(found) == MOST and set(found) <= {WELDING, *sheets} and "emt-smeren" not in found


def test_the_plan_of_this_week_is_on_top_of_vandaag(cast: Cast, sheets: list[str], client_for: ClientFor) -> None:
    put(cast, sheets[1])
    put(cast, sheets[2], where=AT_SCHOOL)
    page = client_for(cast.learner).get("/today")
    card = page.one("#today-card").get_text(" ", strip=True)
    assert "Dit staat deze week op je plan" in card and "Proeffiche 02" in card
    assert "Proeffiche 03 op je plan" in page.one("details").get_text(" ", strip=True)


def test_the_phone_takes_along_what_the_plan_says_for_next_week_too(cast: Cast, sheets: list[str]) -> None:
    put(cast, sheets[2], first=1, last=2)
    put(cast, sheets[1])
    ahead = offered_sheets(cast.actor("learner"), cast.learner.id, weeks_ahead=1)
    assert [(each.content.id, each.planned) for each in ahead] == [(sheets[1], True), (sheets[2], False)]
    assert offered(cast) == [sheets[1]]


def test_vandaag_takes_as_many_queries_with_a_full_plan(
    cast: Cast, sheets: list[str], client_for: ClientFor, count_queries: Callable[[Callable[[], object]], list[str]]
) -> None:
    learner = client_for(cast.learner)
    put(cast, sheets[0])
    learner.get("/today")
    few = len(count_queries(lambda: learner.get("/today")))
    put(cast, *sheets)
    learner.get("/today")
    assert len(count_queries(lambda: learner.get("/today"))) == few <= 10
