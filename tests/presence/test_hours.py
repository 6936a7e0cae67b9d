"""Hours against the agreement: what a day counts from what is known of it, and who is behind."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from logbook.core.unit_of_work import transaction
from logbook.entries.models import Entry
from logbook.extensions import db
from logbook.presence.queries import class_hours, hours_page
from logbook.training.models import Day, Workplace
from tests.entries.work import submit
from tests.factories import Cast
from tests.pages import PageClient
from tests.presence.work import A_DAY, MONDAY, TODAY, day_of, holiday, say, starts


def test_work_that_was_handed_in_makes_a_workday_and_writes_nothing_twice(cast: Cast) -> None:
    submit(cast)
    day = day_of(cast)
    assert (day.status, day.minutes, day.planned) == ("workplace", 210, A_DAY)
    assert db.session.query(Day).count() == 0


def test_work_at_school_makes_no_workday(cast: Cast) -> None:
    submit(cast, placement_id=None)
    assert day_of(cast).status is None


def test_the_status_that_was_given_stands_over_the_work(cast: Cast) -> None:
    submit(cast)
    say(cast, "sick")
    day = day_of(cast)
    assert (day.status, day.minutes, day.excused) == ("sick", 0, A_DAY)


def test_two_pieces_of_work_add_up(cast: Cast) -> None:
    submit(cast)
    submit(cast)
    assert day_of(cast).minutes == 420


def test_simulated_hours_count_and_are_told_apart(cast: Cast) -> None:
    starts(cast, TODAY)
    with transaction():
        db.session.get_one(Workplace, cast.placement.workplace_id).kind = "simulated"
    submit(cast)
    page = hours_page(cast.actor("learner"), cast.learner.id)
    assert (page.by_now.simulated, page.by_now.workplace, page.by_now.made) == (210, 0, 210)


def test_a_school_holiday_plans_nothing(cast: Cast) -> None:
    holiday(cast, MONDAY, MONDAY + timedelta(days=6))
    day = day_of(cast)
    assert (day.planned, day.free, day.state(TODAY)) == (0, "holiday", "free")


def test_a_holiday_of_another_school_is_not_ours(cast: Cast) -> None:
    with transaction():
        cast.school = cast.other_school
        holiday(cast, TODAY)
    assert day_of(cast).planned == A_DAY


def test_the_weeks_of_the_year_add_up_to_the_agreement(cast: Cast) -> None:
    """From Monday on, without holidays: 20 hours for each whole week until now."""
    starts(cast, MONDAY - timedelta(weeks=3))
    page = hours_page(cast.actor("learner"), cast.learner.id)
    assert [line.totals.planned for line in page.weeks] == [A_DAY * 4, 1200, 1200, 1200]  # today is not over
    assert [line.missing for line in page.weeks] == [4, 5, 5, 5]
    assert page.by_now.balance == -page.by_now.planned


def test_sick_days_leave_nothing_to_make_up_for_and_absence_does(cast: Cast) -> None:
    starts(cast, MONDAY)
    say(cast, "sick", MONDAY)
    say(cast, "absent", MONDAY + timedelta(days=1))
    say(cast, "workplace", MONDAY + timedelta(days=2))
    say(cast, "school", MONDAY + timedelta(days=3))
    page = hours_page(cast.actor("learner"), cast.learner.id)
    assert page.by_now.balance == -A_DAY
    assert page.missing == []


def test_who_is_furthest_behind_comes_first(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    starts(cast, TODAY - timedelta(days=1))  # Lotte is a day behind, Otto since September
    lines = class_hours(cast.actor("teacher"), cast.group.id).lines
    assert [line.learner.given_name for line in lines] == ["Otto", "Lotte"]
    rows = client_for(cast.teacher).get(f"/classes/{cast.group.id}/hours").all("tbody th")
    assert [row.get_text(strip=True).split()[0] for row in rows] == ["Otto", "Lotte"]


def test_the_pages_of_hours(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    submit(cast)
    assert "3 u 30" in client_for(cast.learner).get("/hours").text
    for who in ("mentor", "teacher", "coordinator", "company_coordinator"):
        assert "3 u 30" in client_for(getattr(cast, who)).get(f"/learners/{cast.learner.id}/hours").text
    for who in ("other_mentor", "other_teacher", "outsider", "supervisor", "guardian"):
        client_for(getattr(cast, who)).get(f"/learners/{cast.learner.id}/hours", 404)


def test_a_mentor_sees_the_hours_of_the_own_placement_only(cast: Cast) -> None:
    submit(cast)
    with transaction():
        cast.other_placement.learner_id = cast.learner.id
        db.session.merge(cast.other_placement)
    assert hours_page(cast.actor("other_mentor"), cast.learner.id).by_now.made == 0
    assert hours_page(cast.actor("mentor"), cast.learner.id).by_now.made == 210


def test_a_learner_without_a_workplace_is_told_so(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    with transaction():
        db.session.merge(cast.placement).learner_id = cast.other_learner.id
    assert "Nog geen werkplek" in client_for(cast.learner).get("/hours").text


def test_a_whole_class_costs_as_much_as_one(
    cast: Cast, client_for: Callable[..., PageClient], count_queries: Callable[..., list[str]]
) -> None:
    submit(cast)
    client = client_for(cast.teacher)
    statements = count_queries(lambda: client.get(f"/classes/{cast.group.id}/hours"))
    assert len([each for each in statements if each.startswith("SELECT")]) <= 12


@pytest.mark.parametrize("state", ["draft", "held"])
def test_what_is_with_the_learner_counts_no_hours(cast: Cast, state: str) -> None:
    entry_id = submit(cast).entry_id
    with transaction():
        db.session.get_one(Entry, entry_id).state = state
    assert day_of(cast).status is None
