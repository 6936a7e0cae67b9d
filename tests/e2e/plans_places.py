"""Where the browser looks: the training plan."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from logbook.extensions import db
from logbook.plans.models import PlanItem, TrainingPlan

if TYPE_CHECKING:
    from tests.e2e.places import Addresses, Around

Arguments = dict[str, Any]


def _classes(around: "Around") -> list[Arguments]:
    return [{"class_id": group} for group in around.classes[:1]]


def _plans(around: "Around") -> list[Arguments]:
    query = select(TrainingPlan.id).where(TrainingPlan.learner_id.in_(around.learners)).order_by(TrainingPlan.id)
    return [{"plan_id": each} for each in db.session.scalars(query.limit(1))]


def _chosen(around: "Around") -> list[Arguments]:
    """The form empty, and with two cards chosen."""
    found = _plans(around)
    items = select(PlanItem.id).where(PlanItem.until.is_(None)).order_by(PlanItem.id).limit(2)
    of_plan = (items.where(PlanItem.plan_id == each["plan_id"]) for each in found)
    cards = [str(item) for query in of_plan for item in db.session.scalars(query)]
    return [*found, *({**each, "items[]": cards} for each in found)]


def _shown(around: "Around") -> list[Arguments]:
    return [{"learner_id": each, **more} for each in around.learners[:1] for more in ({}, {"view": "list"})]


PLANS_PAGES: "dict[str, Addresses]" = {
    "plans.own": lambda _around: [{}, {"view": "list"}],
    "plans.show": _shown,
    "plans.place_form": _chosen,
    "plans.of_class": _classes,
    "plans.bulk_form": _classes,
}
