"""The stage of a learner on a sheet, and the correction of the stage of one round."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, Rejected
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.core.weeks import week_number
from logbook.entries.models import Round, StageStep, Week, WeekAssessment
from logbook.entries.queries import current_stages
from logbook.extensions import db
from logbook.sheets.models import STAGES

from .summaries import summarise

UNKNOWN_STAGE = N_("Kies een van de zes fasen.")


def set_stage(actor: Actor, learner_id: UUID, sheet_id: str, stage: str, from_date: date) -> StageStep:
    """Set the learner's stage on a sheet from a date on; the stage that is in force already stays as it is.

    The caller has checked the relation and locked the learner. Raises Rejected for an unknown stage.
    """
    _check(stage)
    in_force = current_stages(actor, [learner_id], from_date)[learner_id].get(sheet_id)
    if in_force is not None and in_force.stage == stage:
        return in_force
    step = StageStep(
        school_id=actor.school_id,
        learner_id=learner_id,
        sheet_id=sheet_id,
        stage=stage,
        from_date=from_date,
        set_by=actor.person_id,
        set_at=clock.now(),
    )
    db.session.add(step)
    old = in_force.stage if in_force else None
    append_event(actor, "set_stage", "stage_step", sheet_id, learner_id=learner_id, old=old, new=stage)
    summarise(learner_id, _weeks_with_soft_skills(learner_id, week_number(from_date)))
    return step


def _weeks_with_soft_skills(learner_id: UUID, since: int) -> list[int]:
    """Return the weeks whose soft skills may stand under the stage in force: those without working time do."""
    query = select(Week.week).join(WeekAssessment).where(Week.learner_id == learner_id, Week.week >= since)
    return list(db.session.scalars(query.distinct()))


def move_round(actor: Actor, round_id: UUID, stage: str) -> Round:
    """Put a round, with everybody's marks, under another stage: the mentor's correction of the learner's choice.

    The caller has checked the relation and locked the learner. Raises NotFound, and Rejected for an unknown stage.
    """
    _check(stage)
    rated = db.session.get(Round, round_id, with_for_update=True)
    if rated is None or rated.school_id != actor.school_id:
        raise NotFound
    if rated.stage != stage:
        old, rated.stage = rated.stage, stage
        append_event(actor, "move_round", "round", rated.id, learner_id=rated.learner_id, old=old, new=stage)
        summarise(rated.learner_id, [week_number(rated.date)])
    return rated


def _check(stage: str) -> None:
    if stage not in STAGES:
        raise Rejected({"stage": [UNKNOWN_STAGE]})
