"""Who first, and why: reasons from facts, without a database."""

from datetime import date

import pytest

from logbook.core.weeks import week_number
from logbook.insight.queries.attention import Facts, reasons, total, urgency
from logbook.insight.queries.calibration import Calibration
from logbook.insight.queries.class_view import silent_days, week_state
from tests.insight.marks import day_mark, placement, week_mark

FRIDAY = date(2026, 11, 20)
WEEK = week_number(FRIDAY)


def kinds(**facts: object) -> list[str]:
    """Return the kinds of the reasons for these facts."""
    return [reason.kind for reason in reasons(Facts(**facts))]  # type: ignore[arg-type]


def test_nothing_to_tell_of_somebody_who_goes_on_well() -> None:
    found = reasons(Facts(calibration=Calibration(60, 2, 1)))
    assert found == () and total(found) == 0 and urgency(found) == ""


def test_each_reason_is_named_and_the_weightiest_comes_first() -> None:
    quick, drift = (4,) * 4, Calibration(6, 4, 0)
    found = kinds(silent_days=5, returned=1, waiting_days=9, overdue=1, calibration=drift, approvals=quick)
    assert found == ["silent", "waiting", "returned", "drift_over", "overdue", "quick"]


@pytest.mark.parametrize(
    ("compared", "direction"),
    [
        (Calibration(4, 4, 0), ""),
        (Calibration(5, 0, 0), ""),
        (Calibration(6, 4, 0), "over"),
        (Calibration(6, 0, 4), "under"),
        (Calibration(8, 2, 3), "mixed"),
        (Calibration(5, 2, 1), "over"),
    ],
)
def test_a_direction_is_claimed_from_five_pairs_on(compared: Calibration, direction: str) -> None:
    assert compared.direction == direction


def test_few_differences_among_many_are_no_reason() -> None:
    assert Calibration(100, 10, 0).direction == "over"
    assert kinds(calibration=Calibration(100, 10, 0)) == []


def test_a_quick_mentor_alone_does_not_mark_a_learner() -> None:
    found = reasons(Facts(approvals=(4, 5, 6, 9)))
    assert [reason.kind for reason in found] == ["quick"] and urgency(found) == ""


def test_more_reasons_weigh_more() -> None:
    one, two = reasons(Facts(overdue=1)), reasons(Facts(overdue=1, waiting_days=10))
    assert total(two) > total(one)
    assert urgency(one) == "low" and urgency(two) == "high"


def test_silence_counts_planned_days_that_went_by_and_that_nothing_excused() -> None:
    works = [placement("12345")]
    last = date(2026, 11, 13)
    assert silent_days(last, FRIDAY, set(), works) == 4
    assert silent_days(last, FRIDAY, {date(2026, 11, 17), date(2026, 11, 18)}, works) == 2
    assert silent_days(last, FRIDAY, set(), [placement("4")]) == 1
    assert silent_days(None, FRIDAY, set(), works) == 14
    assert silent_days(FRIDAY, FRIDAY, set(), works) == 0


@pytest.mark.parametrize(
    ("states", "week", "expected"),
    [
        ([], None, ("none", 0)),
        (["approved"], None, ("approved", 0)),
        ([], "approved", ("approved", 0)),
        (["held"], None, ("none", 0)),
        (["approved", "submitted"], "approved", ("waits", 9)),
        (["returned", "submitted"], None, ("returned", 9)),
        (["reopened"], None, ("waits", 0)),
    ],
)
def test_a_week_waits_from_the_day_that_it_is_over(states: list[str], week: str | None, expected: object) -> None:
    marks = [day_mark(date(2026, 11, 16), state) for state in states]
    weeks = [week_mark(WEEK, week)] if week else []
    assert week_state(marks, weeks, WEEK, date(2026, 12, 1)) == expected


def test_a_running_week_waits_without_days() -> None:
    assert week_state([day_mark(date(2026, 11, 16), "submitted")], [], WEEK, FRIDAY) == ("waits", 0)


def test_what_was_done_at_school_waits_for_no_mentor() -> None:
    assert week_state([day_mark(date(2026, 11, 16), "submitted", at_work=False)], [], WEEK, FRIDAY) == ("none", 0)
