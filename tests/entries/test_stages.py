"""The stage of a learner on a sheet, of one round, and of a week."""

from collections.abc import Callable
from datetime import date

import pytest

from logbook.core.errors import NotFound, Rejected
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.entries.models import RatedRound, StageStep
from logbook.entries.queries import (
    current_stages,
    rated_rounds,
    rated_weeks,
    stage_of_week,
    stage_steps,
    stages_of_weeks,
)
from logbook.entries.services import lock_learner, move_round, set_stage
from logbook.extensions import db
from tests.entries.work import THIS_WEEK, TODAY, rate_own, rate_week, round_id_of, submit, weekly
from tests.factories import WELDING, Cast


def _set(cast: Cast, stage: str, from_date: date = TODAY, sheet_id: str = WELDING) -> StageStep:
    with transaction():
        lock_learner(cast.learner.id)
        return set_stage(cast.actor("mentor"), cast.learner.id, sheet_id, stage, from_date)


def test_a_step_holds_from_its_date_on(cast: Cast) -> None:
    _set(cast, "coaching", date(2026, 10, 1))
    _set(cast, "scaffolding", date(2026, 11, 16))
    _set(cast, "modelling", date(2026, 11, 2), "emt-smeren")
    learner = cast.actor("learner")

    def on(day: date | None) -> dict[str, str]:
        steps = current_stages(learner, [cast.learner.id], day)[cast.learner.id]
        return {sheet: step.stage for sheet, step in steps.items()}

    assert on(None) == {WELDING: "scaffolding", "emt-smeren": "modelling"}
    assert on(date(2026, 11, 15)) == {WELDING: "coaching", "emt-smeren": "modelling"}
    assert on(date(2026, 9, 30)) == {}
    assert not stage_steps(cast.actor("outsider"), [cast.learner.id])


def test_the_stage_that_holds_already_is_no_new_step(cast: Cast) -> None:
    first = _set(cast, "coaching")
    assert _set(cast, "coaching", date(2026, 11, 25)).id == first.id
    events = db.session.query(Event).filter_by(deed="set_stage")
    assert [(event.old, event.new) for event in events] == [(None, "coaching")]


def test_there_are_six_stages(cast: Cast) -> None:
    with pytest.raises(Rejected):
        _set(cast, "sleeping")
    with pytest.raises(Rejected):
        move_round(cast.actor("mentor"), round_id_of(submit(cast).entry_id), "sleeping")


def test_a_moved_round_takes_everybodys_marks_along(cast: Cast) -> None:
    round_id = round_id_of(submit(cast).entry_id)
    for _ in range(2):
        with transaction():
            lock_learner(cast.learner.id)
            move_round(cast.actor("mentor"), round_id, "modelling")
    row = weekly(Rater.LEARNER)
    assert row and (row.n1, row.n2) == (2, 0)
    assert db.session.query(Event).filter_by(deed="move_round").count() == 1


def test_a_round_of_another_school_is_not_there(cast: Cast) -> None:
    round_id = round_id_of(submit(cast).entry_id)
    with pytest.raises(NotFound):
        move_round(cast.actor("outsider"), round_id, "modelling")


def _round(stage: str, minutes: int | None) -> RatedRound:
    return RatedRound(new_id(), new_id(), TODAY, stage, new_id(), None, None, None, minutes, ())


# The rounds of a week as stage and minutes -> under which stage the week stands (fallback: scaffolding).
WEEKS: list[tuple[list[tuple[str, int | None]], str]] = [
    ([("coaching", 120), ("reflection", 60)], "coaching"),
    ([("coaching", 60), ("reflection", 90), ("coaching", 60)], "coaching"),  # minutes of a stage add up
    ([("coaching", 60), ("reflection", 60)], "reflection"),  # a tie goes to the later stage
    ([("reflection", 60), ("coaching", 60)], "reflection"),
    ([("coaching", None), ("reflection", None)], "scaffolding"),  # no minutes: where the learner is
    ([("coaching", None), ("modelling", 1)], "modelling"),
    ([], "scaffolding"),
]


@pytest.mark.parametrize(("rounds", "stage"), WEEKS)
def test_a_week_stands_under_the_stage_with_most_minutes(rounds: list[tuple[str, int | None]], stage: str) -> None:
    assert stage_of_week((_round(*each) for each in rounds), "scaffolding") == stage


def _week_stage(cast: Cast) -> str:
    learner = cast.actor("learner")
    weeks = rated_weeks(learner, [cast.learner.id], THIS_WEEK, THIS_WEEK)
    rounds = rated_rounds(learner, [cast.learner.id], date(2026, 11, 16), date(2026, 11, 22))
    (stage,) = stages_of_weeks(weeks, rounds, stage_steps(learner, [cast.learner.id])).values()
    return stage


STEPS: list[tuple[Callable[[Cast], object], str, str]] = [
    (lambda cast: None, "modelling", "n1"),
    (lambda cast: _set(cast, "coaching", date(2026, 11, 22)), "coaching", "n2"),
    (lambda cast: _set(cast, "coaching", date(2026, 11, 23)), "modelling", "n1"),  # from next Monday on
    (lambda cast: submit(cast, placement_id=None, stage="exploration"), "modelling", "n1"),  # work at school
    (lambda cast: submit(cast, stage="exploration"), "exploration", "n6"),
]


@pytest.mark.parametrize(("deed", "stage", "column"), STEPS)
def test_soft_skills_stand_and_are_summed_under_the_weeks_stage(
    cast: Cast, deed: Callable[[Cast], object], stage: str, column: str
) -> None:
    rate_own(cast, {"punctuality": "meets"})
    rate_week(cast, "mentor", {"punctuality": "not_yet_meets"})
    deed(cast)
    assert _week_stage(cast) == stage
    row = weekly(Rater.MENTOR, "attitude")
    assert row and getattr(row, column) == 1
