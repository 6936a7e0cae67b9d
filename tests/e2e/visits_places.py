"""The pages of visits and workshop rounds, and where each role opens them."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from logbook.extensions import db
from logbook.training.queries import placements_listed
from logbook.visits.models import Visit
from tests.factories import SOFT_SKILLS, WELDING

if TYPE_CHECKING:
    from tests.e2e.places import Addresses, Around

Arguments = dict[str, Any]


def _once(_around: "Around") -> list[Arguments]:
    return [{}]


def _visits(around: "Around") -> list[Arguments]:
    """One visit of each state, of whom this person reaches."""
    query = select(Visit.id, Visit.state).where(Visit.placement_id.in_(around.placements)).order_by(Visit.id)
    first: dict[str, Arguments] = {}
    for visit_id, state in db.session.execute(query):
        first.setdefault(state, {"visit_id": visit_id})
    return list(first.values())


def _placement(around: "Around") -> list[Arguments]:
    found = placements_listed(around.actor, "", False, 1).items
    return [{"placement_id": line.placement.id} for line in found[:1]]


def _grids(around: "Around") -> list[Arguments]:
    sheets: list[Arguments] = [{}, {"sheet": WELDING}, {"sheet": SOFT_SKILLS}]
    return [{"class_id": group, **sheet} for group in around.classes[:1] for sheet in sheets]


VISITS_PAGES: "dict[str, Addresses]" = {
    "visits.planner": _once,
    "visits.route": _once,
    "visits.plan_form": _placement,
    "visits.visit": _visits,
    "visits.move_form": _visits,
    "visits.of_learner": lambda around: around.first_learner,
    "visits.rhythm_form": _once,
    "visits.workshop_form": _grids,
}
