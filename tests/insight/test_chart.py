"""Numbers to places on a drawing: nothing leaves the drawing, nothing overlaps, what is more is longer."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from logbook.core.weeks import week_number
from logbook.insight.queries.calibration import Calibration
from logbook.insight.queries.chart import LEAN, PAIR, PAIRS, Frame, columns, height_of, lean, line, stairs, ticks

WEEK = week_number(date(2026, 9, 7))
COUNTS = st.integers(0, 60)


@given(COUNTS, COUNTS, COUNTS)
def test_a_bar_leans_to_the_side_of_what_is_more(same: int, over: int, under: int) -> None:
    bar = lean(Calibration(same + over + under, over=over, under=under))
    boxes = (bar.under, bar.same, bar.over)
    assert all(box.x >= -0.2 and box.x + box.width <= LEAN + 0.2 for box in boxes)
    assert all(abs(left.x + left.width - right.x) < 0.3 for left, right in pairwise(boxes))
    middle = (bar.under.x + bar.over.x + bar.over.width) / 2
    assert (middle > LEAN / 2 + 0.2) <= (over > under) and (middle < LEAN / 2 - 0.2) <= (under > over)
    assert all(bar.under.x <= x <= bar.under.x + bar.under.width for x in bar.hatch)


@given(st.lists(st.integers(-2, 2), max_size=80))
def test_each_of_the_latest_pairs_has_its_tick(steps: list[int]) -> None:
    drawn = ticks(steps)
    shown = steps[-PAIRS:]
    assert (len(drawn.up), len(drawn.down), len(drawn.level)) == (
        sum(step > 0 for step in shown),
        sum(step < 0 for step in shown),
        sum(step == 0 for step in shown),
    )
    assert drawn.width == PAIR * len(shown) and max([*drawn.up, *drawn.down, *drawn.level], default=0) <= drawn.width


def test_weeks_days_and_months_have_their_places() -> None:
    frame = Frame(range(WEEK, WEEK + 10), wide=20, left=30)
    assert frame.width == 230 and frame.x(WEEK) == 40 and frame.at(date(2026, 9, 14)) == 50
    assert [word.text for word in frame.months(0)] == [date(2026, 9, 7), date(2026, 10, 5), date(2026, 11, 2)]
    assert frame.cuts([date(2026, 9, 7), date(2026, 9, 6), date(2026, 12, 1)]) == (30,)
    (autumn,) = frame.bands([(date(2026, 11, 2), date(2026, 11, 29)), (date(2026, 7, 1), date(2026, 8, 31))], 50)
    assert autumn.x == 190 and autumn.x + autumn.width == frame.width and autumn.height == 50


def test_steps_begin_where_something_is_and_hold_until_it_changes() -> None:
    frame = Frame(range(WEEK, WEEK + 4), wide=10, left=0)
    assert stairs(frame, [None, 5, None, 3]) == "M10 5H30V3H40"
    assert stairs(frame, [None] * 4) == "" and line([]) == ""
    assert line([(1, 2), (3, 4)]) == "M1 2L3 4"


def test_heights_and_bars_stand_on_the_bottom() -> None:
    frame = Frame(range(WEEK, WEEK + 2), wide=10, left=0)
    assert height_of(0, 100, 10) == 90 and height_of(1, 100, 10) == 10
    (bar,) = columns(frame, [0, 0.5], 100, 4)
    assert (bar.x, bar.y + bar.height, bar.height) == (13, 100, 50)
