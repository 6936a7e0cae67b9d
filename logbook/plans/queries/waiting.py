"""Plans that wait for the actor's own yes: a learner's own, those of learners whom a mentor guides."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, or_, select

from logbook.accounts.models import Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.plans.models import Place, PlanAgreement, PlanItem, TrainingPlan
from logbook.training.models import Placement
from logbook.training.queries import placements_in_reach

MOST = 20


@dataclass(frozen=True, slots=True)
class WaitingPlan:
    """A plan of this school year with which the actor has not agreed as it is; `again` when earlier it was."""

    learner_id: UUID
    name: str
    again: bool


def plans_to_agree(actor: Actor) -> list[WaitingPlan]:
    """Return the plans that place something and whose page asks the actor for a yes, by name: one query.

    None for who agrees with no plan.
    """
    if actor.role is Role.LEARNER:
        wanted = _own(actor)
    elif actor.role is Role.MENTOR:
        wanted = _guided(actor)
    else:
        return []
    rows = db.session.execute(wanted.order_by(Person.given_name, Person.family_name).limit(MOST))
    return [WaitingPlan(learner, f"{given} {family}", again) for learner, given, family, again in rows]


def _own(actor: Actor) -> "Select[*tuple[Any, ...]]":
    by_learner = PlanAgreement.role == Role.LEARNER.value
    return _plans(actor, _said(by_learner)).where(
        TrainingPlan.learner_id == actor.person_id, ~_said(by_learner, PlanAgreement.version == TrainingPlan.version)
    )


def _guided(actor: Actor) -> "Select[*tuple[Any, ...]]":
    """Select those of running placements that the plan names, or of any while it names none."""
    here = PlanAgreement.placement_id == Placement.id
    mine = (
        Placement.learner_id == TrainingPlan.learner_id,
        Placement.id.in_(placements_in_reach(actor)),
        Placement.history_id.is_(None),
        or_(Placement.until_date.is_(None), Placement.until_date >= clock.today()),
        or_(_has(PlanItem.placement_id == Placement.id), ~_has(PlanItem.placement_id.is_not(None))),
    )
    waits = exists().where(*mine, ~_said(here, PlanAgreement.version == TrainingPlan.version)).correlate(TrainingPlan)
    return _plans(actor, exists().where(*mine, _said(here)).correlate(TrainingPlan)).where(waits)


def _plans(actor: Actor, again: ColumnElement[bool]) -> "Select[*tuple[Any, ...]]":
    """Select this year's plans that say of something where it is learnt."""
    today = clock.today()
    return (
        select(TrainingPlan.learner_id, Person.given_name, Person.family_name, again)
        .join(Person, Person.id == TrainingPlan.learner_id)
        .where(
            TrainingPlan.school_id == actor.school_id,
            TrainingPlan.starts_on <= today,
            TrainingPlan.ends_on >= today,
            _has(PlanItem.place != Place.OPEN),
        )
    )


def _has(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(PlanItem.plan_id == TrainingPlan.id, PlanItem.until.is_(None), *conditions)


def _said(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(PlanAgreement.plan_id == TrainingPlan.id, *conditions)
