"""Visits and workshop rounds. Who may, for whose thing; things that only these addresses name."""

from datetime import date
from typing import Any
from uuid import UUID

from logbook.core import clock
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.training.models import Placement
from logbook.visits.models import Visit
from tests.access.reach import ALL, LEARNERS, MENTORS, REASON, SCHOOL, TEACHERS, Rule
from tests.factories import Cast
from tests.sync.phone import op

KNOWING = ALL - {"supervisor"}
TODAY = {"date": "2026-11-20"}

VISITS: dict[str, Rule] = {
    "visits.plan_form": Rule("placement", TEACHERS),
    "visits.plan": Rule("placement", TEACHERS, post=True),
    "visits.move_form": Rule("visit", SCHOOL),
    "visits.move": Rule("visit", SCHOOL, post=True, data={"version": "1", "day": "2026-11-26"}),
    "visits.cancel": Rule("visit", SCHOOL, post=True, data=REASON),
    "visits.visit": Rule("visit", KNOWING),
    "visits.one_calendar": Rule("visit", KNOWING),
    "visits.of_learner": Rule("learner", KNOWING),
    "visits.report": Rule("visit", TEACHERS, post=True, data=TODAY),
    "visits.keep": Rule("visit", TEACHERS, post=True, data=TODAY),
    # nothing was said yet
    "visits.add": Rule("visit", TEACHERS, post=True, data={"addition_id": str(new_id()), "text": "Nog iets"}),
    "visits.mark_read": Rule("visit", LEARNERS | MENTORS, post=True),
    "visits.workshop_form": Rule("class", TEACHERS),
    "visits.workshop": Rule("class", TEACHERS, post=True),
    "sync.api.visit_op": Rule("visit", TEACHERS, deed=op("visit.report", TODAY)),
}
VISITS_OWN: set[str] = {
    "visits.planner",
    "visits.route",
    "visits.own_calendar",
    "visits.rhythm_form",
    "visits.rhythm",
}
"""Pages and deeds that name nobody's thing."""


def visits_things(cast: Cast) -> dict[str, dict[str, dict[str, Any]]]:
    """Return for `own`, `other` and `foreign` the things that addresses name."""
    return {
        "own": {"visit": {"visit_id": _visit(cast.placement, cast.teacher.id)}},
        "other": {"visit": {"visit_id": _visit(cast.other_placement, cast.teacher.id)}},
        "foreign": {"visit": {"visit_id": _visit(cast.foreign_placement, cast.outsider.id)}},
    }


def _visit(placement: Placement, visitor_id: UUID) -> UUID:
    """Return a visit that is planned for today."""
    visit = Visit(
        id=new_id(),
        school_id=placement.school_id,
        learner_id=placement.learner_id,
        placement_id=placement.id,
        visitor_id=visitor_id,
        kind="workplace",
        date=date(2026, 11, 20),
        planned_by=visitor_id,
        planned_at=clock.now(),
    )
    with transaction():
        db.session.add(visit)
    return visit.id
