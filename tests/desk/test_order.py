"""The order of the class: getting worse never brings anybody down, a stricter limit never hides anybody."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.core.ids import new_id
from logbook.desk.policy import KINDS, LIMITS, USUAL, Limits, clearly_worse
from logbook.desk.queries import SnoozeView
from logbook.entries.models import StageStep
from logbook.insight.queries.attention import Facts, Falling, Reason, Stuck, order, reasons, total
from logbook.insight.queries.calibration import Calibration
from logbook.insight.queries.class_facts import WeekMark
from logbook.insight.queries.class_hours import Worked
from logbook.insight.queries.class_work import falling, stuck
from logbook.sheets.models import STAGES

DAY = date(2026, 11, 20)
COUNTS = (
    "silent_days",
    "returned",
    "waiting_days",
    "overdue",
    "hours_behind",
    "phone_waiting",
    "phone_days",
    "visit_days",
)


def small(most: int = 30) -> st.SearchStrategy[int]:
    return st.integers(0, most)


@st.composite
def fallings(draw: st.DrawFn) -> Falling:
    of, of_before = draw(st.integers(2, 4)), draw(st.integers(2, 4))
    return Falling("on_time", draw(st.integers(0, of)), of, draw(st.integers(0, of_before)), of_before)


@st.composite
def calibrations(draw: st.DrawFn) -> Calibration:
    over, under, same = draw(small(20)), draw(small(20)), draw(small(20))
    return Calibration(over + under + same, over, under)


FACTS = st.builds(
    Facts,
    **{name: small(60) for name in COUNTS},
    calibration=calibrations(),
    stuck=st.none() | st.builds(Stuck, st.just("sheet"), small(40)),
    falling=st.none() | fallings(),
    approvals=st.lists(small(30), max_size=4).map(tuple),
)
A_LIMITS = st.builds(Limits, **{name: st.integers(bounds.least, bounds.most) for name, bounds in LIMITS.items()})


@given(FACTS, A_LIMITS, st.sampled_from(COUNTS), st.integers(1, 20))
def test_getting_worse_never_brings_anybody_down(facts: Facts, limits: Limits, name: str, more: int) -> None:
    worse = replace(facts, **{name: getattr(facts, name) + more})
    assert total(reasons(worse, limits)) >= total(reasons(facts, limits))


@given(FACTS, A_LIMITS, st.integers(1, 20))
def test_longer_on_one_stage_never_brings_anybody_down(facts: Facts, limits: Limits, more: int) -> None:
    longer = replace(facts, stuck=Stuck("sheet", (facts.stuck.weeks if facts.stuck else 0) + more))
    assert total(reasons(longer, limits)) >= total(reasons(facts, limits))


@given(FACTS, A_LIMITS, st.sampled_from([name for name in LIMITS if name != "quick_seconds"]), st.integers(1, 20))
def test_a_higher_limit_shows_nobody_new(facts: Facts, limits: Limits, name: str, more: int) -> None:
    higher = replace(limits, **{name: getattr(limits, name) + more})
    before = {reason.kind for reason in reasons(facts, limits)}
    assert {reason.kind for reason in reasons(facts, higher)} <= before


@given(FACTS, A_LIMITS)
def test_each_reason_comes_once_is_known_and_the_weightiest_first(facts: Facts, limits: Limits) -> None:
    found = reasons(facts, limits)
    kinds = [reason.kind for reason in found]
    assert len(kinds) == len(set(kinds)) and set(kinds) <= set(KINDS)
    assert [reason.score for reason in found] == sorted((reason.score for reason in found), reverse=True)
    assert all(reason.score > 0 and reason.measure >= 0 for reason in found)


@given(FACTS)
def test_the_usual_limits_are_those_of_who_chose_none(facts: Facts) -> None:
    assert reasons(facts) == reasons(facts, USUAL)


def snooze(kind: str, n: int) -> SnoozeView:
    return SnoozeView(new_id(), kind, n, DAY + timedelta(days=7), None, "Tine Proefpersoon")


@given(FACTS, st.dictionaries(st.sampled_from(KINDS), small(60)))
def test_every_reason_is_awake_or_waits_and_none_is_lost(facts: Facts, waits: dict[str, int]) -> None:
    found = reasons(facts)
    split = order(found, [snooze(kind, n) for kind, n in waits.items()])
    asleep = [reason for reason, _snooze in split.asleep]
    assert sorted([*split.awake, *asleep]) == sorted(found)
    assert {reason.kind for reason in asleep} <= set(waits) and total(split.awake) <= total(found)
    assert split.worse <= {reason.kind for reason in split.awake} & set(waits)


@pytest.mark.parametrize(
    ("then", "now", "worse"),
    [
        (0, 1, True),
        (1, 1, False),
        (1, 2, True),
        (2, 3, True),
        (3, 4, False),
        (3, 5, True),
        (10, 14, False),
        (10, 15, True),
    ],
)
def test_clearly_worse_is_half_more(then: int, now: int, worse: bool) -> None:
    assert clearly_worse(now, then) is worse


@given(small(100), small(100), small(20))
def test_once_clearly_worse_it_stays_so_when_it_grows(then: int, now: int, more: int) -> None:
    assert clearly_worse(now + more, then) or not clearly_worse(now, then)
    assert not clearly_worse(then, then)


# A sheet that stands still.


def step(stage: str, weeks_ago: int, sheet: str = "sheet") -> StageStep:
    return StageStep(learner_id=UUID(int=1), sheet_id=sheet, stage=stage, from_date=DAY - timedelta(weeks=weeks_ago))


def works(times: int, sheet: str = "sheet") -> list[Worked]:
    return [Worked(DAY - timedelta(days=back), True, 60, sheet) for back in range(times)]


@pytest.mark.parametrize(
    ("steps", "times", "expected"),
    [
        ([], 5, None),
        ([step("coaching", 7)], 5, Stuck("sheet", 7)),
        ([step("coaching", 7)], 2, None),  # hardly worked on
        ([step("modelling", 20), step("coaching", 7)], 5, Stuck("sheet", 7)),
        ([step("coaching", 9), step("coaching", 2)], 5, Stuck("sheet", 9)),  # said again, not moved
        ([step("coaching", 9), step("scaffolding", 5), step("coaching", 2)], 5, Stuck("sheet", 2)),
        ([step(STAGES[-1], 30)], 5, None),  # nothing comes after it
        ([step("coaching", 9, "other"), step("coaching", 7)], 5, Stuck("sheet", 7)),
    ],
)
def test_a_stage_is_stuck_while_the_sheet_is_worked_on(steps: Any, times: int, expected: Stuck | None) -> None:
    assert stuck(steps, works(times), DAY) == expected


# A soft skill that falls.

UNMET = {"on_time": frozenset({"no"}), "tidy": frozenset({"no"})}


def weeks(*levels: str, item: str = "on_time") -> list[WeekMark]:
    """Return eight weeks of the mentor's ratings, the oldest first; `-` is a week without one."""
    return [
        WeekMark(UUID(int=1), number, "approved", 90, ({item: level},) if level != "-" else ())
        for number, level in enumerate(levels, start=100 - len(levels) + 1)
    ]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (["ok"] * 8, None),
        (["ok"] * 4 + ["no"] * 4, Falling("on_time", 0, 4, 4, 4)),
        (["ok"] * 4 + ["no", "ok", "ok", "ok"], Falling("on_time", 3, 4, 4, 4)),
        (["no"] * 4 + ["no"] * 4, None),
        (["no"] * 4 + ["ok"] * 4, None),
        (["-", "-", "-", "ok"] + ["no"] * 4, None),  # rated once before
        (["ok"] * 4 + ["no", "-", "-", "-"], None),  # rated once since
        (["ok", "ok", "-", "-", "-", "no", "-", "no"], Falling("on_time", 0, 2, 2, 2)),
        (["strange"] * 4 + ["no"] * 4, Falling("on_time", 0, 4, 4, 4)),
    ],
)
def test_a_soft_skill_falls_when_the_mentor_says_met_less_often(levels: list[str], expected: Falling | None) -> None:
    assert falling(weeks(*levels), 100, UNMET) == expected


def test_of_two_that_fall_the_one_that_falls_most_is_told() -> None:
    both = weeks(*["ok"] * 4, "no", "no", "ok", "ok") + weeks(*["ok"] * 4, *["no"] * 4, item="tidy")
    found = falling(both, 100, UNMET)
    assert found is not None and (found.item, found.points) == ("tidy", 100)


def test_reasons_are_sentences_of_numbers() -> None:
    fall = reasons(Facts(falling=Falling("tidy", 1, 4, 4, 4)))
    assert fall == (Reason("falling", 17, 1, 4, measure=75, what="tidy", before=(4, 4)),)
