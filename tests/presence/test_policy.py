"""The arithmetic of hours: exact, additive, and never in two minds about a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.presence.policy import (
    EXCUSED,
    WORKED,
    PresenceDay,
    Said,
    due,
    last_compensation,
    school_year,
    totals,
)
from logbook.training.models import DAY_STATUSES
from logbook.training.policy import planned_minutes

TODAY = date(2026, 11, 20)
minutes = st.none() | st.integers(0, 1440)
said = st.none() | st.builds(Said, st.sampled_from(DAY_STATUSES), minutes)
days = st.builds(
    PresenceDay,
    date=st.integers(-200, 200).map(lambda offset: TODAY + timedelta(days=offset)),
    planned=st.integers(0, 720),
    simulated=st.booleans(),
    learner=said,
    workplace=said,
    school=said,
)


@given(st.integers(1, 40), st.sets(st.integers(1, 7), min_size=1))
def test_a_week_of_planned_days_is_exactly_the_hours_of_the_agreement(hours: int, weekdays: set[int]) -> None:
    planned = planned_minutes(hours, weekdays)
    assert sum(planned.values()) == hours * 60
    assert set(planned) == weekdays
    assert max(planned.values()) - min(planned.values()) <= 1


@given(days)
def test_a_day_is_worked_or_excused_or_neither_but_never_both(day: PresenceDay) -> None:
    assert 0 <= day.minutes <= 1440
    assert not (day.minutes and day.excused)
    if day.status is None:
        assert day.minutes == day.excused == 0


@given(days)
def test_the_workplace_has_the_last_word(day: PresenceDay) -> None:
    if day.workplace:
        assert day.status == day.workplace.status
        if day.workplace.status in WORKED and day.workplace.minutes is not None:
            assert day.minutes == day.workplace.minutes
    elif day.learner:
        assert day.status == day.learner.status


@given(st.lists(days), st.lists(days))
def test_totals_add_up(some: list[PresenceDay], others: list[PresenceDay]) -> None:
    one, two, both = totals(some), totals(others), totals(some + others)
    assert both.made == one.made + two.made
    assert both.balance == one.balance + two.balance
    assert both.workplace + both.simulated == both.made


@given(st.lists(days))
def test_only_what_is_past_or_known_is_due(some: list[PresenceDay]) -> None:
    counted = due(some, TODAY)
    assert all(day.date <= TODAY for day in counted)
    assert [day for day in some if day.date < TODAY] == [day for day in counted if day.date < TODAY]


@given(days)
def test_a_planned_day_as_the_learner_says_costs_nothing(day: PresenceDay) -> None:
    """Worked without a number of hours, or excused: the balance of the day is even."""
    for status in WORKED | EXCUSED:
        plain = PresenceDay(day.date, day.planned, learner=Said(status))
        assert totals([plain]).balance == 0
    assert totals([PresenceDay(day.date, day.planned, learner=Said("absent"))]).balance == -day.planned
    assert totals([PresenceDay(day.date, day.planned)]).balance == -day.planned


@pytest.mark.parametrize(
    ("day", "first", "last", "deadline"),
    [
        (date(2026, 9, 1), date(2026, 9, 1), date(2027, 8, 31), date(2027, 6, 30)),
        (date(2027, 8, 31), date(2026, 9, 1), date(2027, 8, 31), date(2027, 6, 30)),
        (date(2024, 2, 29), date(2023, 9, 1), date(2024, 8, 31), date(2024, 6, 30)),
    ],
)
def test_a_school_year_runs_from_september_to_august(day: date, first: date, last: date, deadline: date) -> None:
    assert school_year(day) == (first, last)
    assert last_compensation(day) == deadline
