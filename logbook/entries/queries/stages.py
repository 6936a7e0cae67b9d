"""In which stage a learner is on a sheet, and under which stage a week's soft skills stand."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.weeks import week_days
from logbook.entries.models import RatedRound, RatedWeek, StageStep
from logbook.extensions import db
from logbook.sheets.models import STAGES

_STEPS = (
    select(StageStep)
    .where(StageStep.learner_id.in_(bindparam("learners", expanding=True)), StageStep.from_date <= bindparam("until"))
    .order_by(StageStep.from_date, StageStep.set_at, StageStep.id)
)
_STEPS_AT_SCHOOL = _STEPS.where(StageStep.school_id == bindparam("school"))


def stage_steps(actor: Actor | None, learner_ids: Collection[UUID], until: date = date.max) -> list[StageStep]:
    """Return the steps of learners in reach, the oldest first. No actor: for sums, across schools."""
    asked = {"learners": list(learner_ids), "until": until}
    if actor is None:
        return list(db.session.scalars(_STEPS, asked))
    return list(db.session.scalars(_STEPS_AT_SCHOOL, asked | {"school": actor.school_id}))


def current_stages(
    actor: Actor, learner_ids: Collection[UUID], day: date | None = None
) -> dict[UUID, dict[str, StageStep]]:
    """Return for each learner and sheet the step in force on `day` (today), where there is one."""
    found: dict[UUID, dict[str, StageStep]] = {learner_id: {} for learner_id in learner_ids}
    for step in stage_steps(actor, learner_ids, day or clock.today()):
        found[step.learner_id][step.sheet_id] = step
    return found


def stage_of_week(rounds: Iterable[RatedRound], fallback: str = STAGES[0]) -> str:
    """Return the stage with most minutes in rounds of one week: of equal ones the later; `fallback` without minutes."""
    minutes: dict[str, int] = defaultdict(int)
    for rated in rounds:
        minutes[rated.stage] += rated.minutes or 0
    if not any(minutes.values()):
        return fallback
    return max(minutes, key=lambda stage: (minutes[stage], STAGES.index(stage)))


def stages_of_weeks(
    weeks: Iterable[RatedWeek], rounds: Iterable[RatedRound], steps: Iterable[StageStep]
) -> dict[UUID, str]:
    """Return under which stage the soft skills of each week stand.

    `rounds` are all rounds of these weeks, on every sheet; `steps` all steps of their learners, the oldest first. In a
    week without working time it is the stage of the latest step on any sheet up to that Sunday, else modelling.
    """
    at_work: dict[tuple[UUID | None, int], list[RatedRound]] = defaultdict(list)
    for rated in rounds:
        at_work[(rated.placement_id, rated.week)].append(rated)
    taken: dict[UUID, list[StageStep]] = defaultdict(list)
    for step in steps:
        taken[step.learner_id].append(step)
    return {
        week.id: stage_of_week(at_work[(week.placement_id, week.week)], _in_force(taken[week.learner_id], week.week))
        for week in weeks
    }


def _in_force(steps: Iterable[StageStep], week: int) -> str:
    sunday = week_days(week)[-1]
    stages = [step.stage for step in steps if step.from_date <= sunday]
    return stages[-1] if stages else STAGES[0]
