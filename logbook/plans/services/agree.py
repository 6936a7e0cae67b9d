"""The learner and the mentors say yes to a plan as it is."""

from uuid import UUID

from sqlalchemy import select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, NotPermitted, Stale
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.plans.models import PlanAgreement, PlanItem, PlanState, TrainingPlan
from logbook.plans.policy import agreed
from logbook.plans.queries.rows import items_of, plan_in_reach
from logbook.training.models import Placement

from .checks import held


def agree_plan(actor: Actor, plan_id: UUID, version: int) -> TrainingPlan:
    """Say yes: the learner for oneself, a mentor for the own placements. Who did so already is success.

    The plan is agreed once the learner and a mentor of each placement that it names did. Raises NotFound,
    NotPermitted, Stale, and InvalidTransition for an empty plan.
    """
    plan, relation = plan_in_reach(actor, plan_id)
    if actor.role not in (Role.LEARNER, Role.MENTOR):
        raise NotPermitted
    held(plan)
    if plan.version != version:
        raise Stale
    items = items_of([plan.id])
    if not items:
        raise InvalidTransition
    said = _said(plan)
    mine: set[UUID | None] = {*relation.placement_ids} if actor.role is Role.MENTOR else {None}
    fresh = mine - {row.placement_id for row in said if row.by_id == actor.person_id}
    for placement_id in fresh:
        said.append(_say(actor, plan, placement_id))
    if fresh:
        old = plan.state
        plan.state = (PlanState.AGREED if _everybody(_named(items), said) else PlanState.DRAFT).value
        append_event(
            actor, "agree_plan", "plan", plan.id, learner_id=plan.learner_id, old=old, new=plan.state, rev=plan.version
        )
    return plan


def _said(plan: TrainingPlan) -> list[PlanAgreement]:
    query = select(PlanAgreement).where(PlanAgreement.plan_id == plan.id, PlanAgreement.version == plan.version)
    return list(db.session.scalars(query))


def _say(actor: Actor, plan: TrainingPlan, placement_id: UUID | None) -> PlanAgreement:
    row = PlanAgreement(
        id=new_id(),
        school_id=plan.school_id,
        plan_id=plan.id,
        learner_id=plan.learner_id,
        by_id=actor.person_id,
        role=actor.role.value,
        placement_id=placement_id,
        version=plan.version,
        agreed_at=clock.now(),
    )
    db.session.add(row)
    return row


def _named(items: list[PlanItem]) -> set[UUID]:
    """Return the placements that a plan names and that are not over: their mentors can still say yes."""
    named = {row.placement_id for row in items if row.placement_id}
    query = select(Placement.id).where(
        Placement.id.in_(named), (Placement.until_date.is_(None)) | (Placement.until_date >= clock.today())
    )
    return set(db.session.scalars(query)) if named else set()


def _everybody(named: set[UUID], said: list[PlanAgreement]) -> bool:
    mentors = {row.placement_id: row for row in said if row.placement_id}
    return agreed(named, mentors, learner=any(row.role == Role.LEARNER for row in said))
