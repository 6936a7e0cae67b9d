"""Plans as they are stored, as the actor may see them."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted
from logbook.extensions import db
from logbook.plans.models import PlanAgreement, PlanItem, TrainingPlan
from logbook.plans.policy import may_read_plan
from logbook.training.policy import Relation
from logbook.training.queries import require_relation

MOST_ITEMS = 240
"""How many cards a plan holds: more than all sheets of the library at three places."""


def plan_in_reach(actor: Actor, plan_id: UUID) -> tuple[TrainingPlan, Relation]:
    """Return a plan and what the actor is to its learner. Raises NotFound, NotPermitted."""
    plan = db.session.scalar(
        select(TrainingPlan).where(TrainingPlan.id == plan_id, TrainingPlan.school_id == actor.school_id)
    )
    if plan is None:
        raise NotFound
    relation = require_relation(actor, plan.learner_id)
    if not may_read_plan(relation):
        raise NotPermitted
    return plan, relation


def plans_of(actor: Actor, learner_ids: Collection[UUID], starts_on: date) -> dict[UUID, TrainingPlan]:
    """Return the plans of learners in reach for a school year, by learner: one query."""
    query = select(TrainingPlan).where(
        TrainingPlan.learner_id.in_(list(learner_ids)),
        TrainingPlan.school_id == actor.school_id,
        TrainingPlan.starts_on == starts_on,
    )
    return {each.learner_id: each for each in db.session.scalars(query)}


def items_of(plan_ids: Iterable[UUID]) -> list[PlanItem]:
    """Return what plans say now, in the order in which they show it: one query."""
    query = select(PlanItem).where(PlanItem.plan_id.in_(list(plan_ids)), PlanItem.until.is_(None))
    return list(db.session.scalars(query.order_by(PlanItem.from_date, PlanItem.position, PlanItem.sheet_id)))


def items_since(plan_id: UUID, version: int) -> list[PlanItem]:
    """Return what a plan says now, and what it said at `version` and no more: one query."""
    query = select(PlanItem).where(
        PlanItem.plan_id == plan_id,
        or_(PlanItem.until.is_(None), (PlanItem.since <= version) & (PlanItem.until > version)),
    )
    return list(db.session.scalars(query.order_by(PlanItem.from_date, PlanItem.position, PlanItem.sheet_id)))


def agreements_of(plan_ids: Iterable[UUID]) -> list[PlanAgreement]:
    """Return who agreed with which version of plans, the first agreement first: one query."""
    query = select(PlanAgreement).where(PlanAgreement.plan_id.in_(list(plan_ids)))
    return list(db.session.scalars(query.order_by(PlanAgreement.version, PlanAgreement.agreed_at, PlanAgreement.id)))
