"""What a plan covers, what a card tells, how it stands: pure rules, against a plain account of what they mean."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.core.weeks import monday, week_days, week_number
from logbook.plans.policy import (
    At,
    Span,
    Stand,
    agreed,
    coverage_of,
    idle_weeks,
    in_two_places,
    outside,
    stand_of,
)
from tests.plans.work import MONDAY, THIS_WEEK

SHEETS = [f"fiche-{number}" for number in range(6)]
PLACES = ["school", "workplace", "simulated", "open"]
items = st.lists(st.tuples(st.sampled_from(SHEETS), st.sampled_from(PLACES)), max_size=12)


@given(st.sets(st.sampled_from(SHEETS)), items)
def test_every_sheet_of_the_track_is_placed_or_open_or_named_as_missing(
    track: set[str], named: list[tuple[str, str]]
) -> None:
    found = coverage_of(track, named)
    assert found.placed | found.open | found.missing == track
    assert found.total == len(track)
    for sheet in track:
        places = {place for each, place in named if each == sheet}
        expected = "missing" if not places else "open" if places == {"open"} else "placed"
        assert sheet in getattr(found, expected)
    assert found.whole is all(any(each == sheet for each, _ in named) for sheet in track)


def span(first: int, last: int, key: str = "a", sheet: str = "s") -> Span:
    return Span(sheet, key, monday(THIS_WEEK + first), week_days(THIS_WEEK + last)[-1])


@given(
    st.tuples(st.integers(-5, 5), st.integers(0, 5)),
    st.tuples(st.integers(-40, 40), st.one_of(st.none(), st.integers(0, 60))),
    st.sets(st.integers(1, 7)),
    st.lists(st.tuples(st.integers(-30, 30), st.integers(0, 20)), max_size=3),
)
def test_weeks_outside_the_placement_and_weeks_without_work_are_told(
    planned: tuple[int, int], runs: tuple[int, int | None], weekdays: set[int], free: list[tuple[int, int]]
) -> None:
    (first, length), (begin, lasts) = planned, runs
    here = MONDAY + timedelta(days=begin)
    at = At(here, None if lasts is None else here + timedelta(days=lasts), frozenset(weekdays))
    holidays = [(MONDAY + timedelta(days=a), MONDAY + timedelta(days=a + b)) for a, b in free]
    card = span(first, first + length)
    weeks = {week: week_days(week) for week in card.weeks}
    touched = {week for week, days in weeks.items() if any(map(at.holds, days))}
    assert outside(card, at) is (touched != set(weeks))
    works = {
        week
        for week, days in weeks.items()
        if any(at.holds(day) and day.isoweekday() in weekdays and not _free(day, holidays) for day in days)
    }
    assert idle_weeks(card, at, holidays) == sorted(touched - works)


def _free(day: date, holidays: list[tuple[date, date]]) -> bool:
    return any(first <= day <= last for first, last in holidays)


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (span(0, 1, "b"), True),
        (span(1, 3, "b"), True),
        (span(2, 3, "b"), False),
        (span(0, 1, "a"), False),
        (span(0, 1, "b", "another"), False),
    ],
)
def test_two_places_in_one_week_are_told(other: Span, told: bool) -> None:
    assert in_two_places(span(0, 1), [span(0, 1), other]) is told


@pytest.mark.parametrize(
    ("first", "last", "worked", "reached", "stand"),
    [
        (-3, -1, False, False, Stand.BEHIND),
        (-3, -1, True, False, Stand.BEGUN),
        (-3, 0, False, False, Stand.NOW),
        (0, 2, False, False, Stand.NOW),
        (1, 2, False, False, Stand.LATER),
        (1, 2, True, True, Stand.REACHED),
    ],
)
def test_a_card_is_behind_when_its_weeks_are_over_and_nothing_was_done(
    first: int, last: int, worked: bool, reached: bool, stand: Stand
) -> None:
    today = date(2026, 11, 20)
    assert week_number(today) == THIS_WEEK
    assert stand_of(span(first, last), today, worked=worked, reached=reached) is stand


def test_without_weeks_nothing_is_behind() -> None:
    assert stand_of(None, date(2026, 11, 20), worked=False, reached=False) is Stand.NONE


def test_agreed_means_the_learner_and_every_named_workplace() -> None:
    one, two = (MONDAY, MONDAY), (MONDAY,)
    assert agreed([one], {one: 1}, learner=True)  # type: ignore[list-item, dict-item]
    assert not agreed([one, two], {one: 1}, learner=True)  # type: ignore[list-item, dict-item]
    assert not agreed([one], {one: 1}, learner=False)  # type: ignore[list-item, dict-item]
    assert not agreed([], {}, learner=True)
