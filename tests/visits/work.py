"""Short ways to have visits in tests, each deed committed on its own."""

from datetime import date
from typing import Any
from uuid import UUID

from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.visits.models import Visit
from logbook.visits.services import PlanVisit, ReportVisit, plan_visit, report_visit
from tests.factories import Cast

TODAY = date(2026, 11, 20)
NEXT_WEEK = date(2026, 11, 26)


def planned(cast: Cast, who: str = "teacher", day: date = NEXT_WEEK, **more: Any) -> UUID:
    """Plan a visit of the cast's learner and return its id."""
    values = {"placement_id": cast.placement_id, "kind": "workplace", "time": "14:30"} | more
    command = PlanVisit(visit_id=new_id(), day=day, **values)
    with transaction():
        plan_visit(cast.actor(who), command)
    return command.visit_id


def held(cast: Cast, who: str = "teacher", day: date = TODAY, **more: Any) -> UUID:
    """Plan a visit of today and report on it."""
    visit_id = planned(cast, who, TODAY, kind=more.pop("kind", "workplace"))
    with transaction():
        report_visit(cast.actor(who), ReportVisit(visit_id, new_id(), day, **more))
    return visit_id


def stored(visit_id: UUID) -> Visit:
    """Return a visit as the database has it."""
    return db.session.query(Visit).populate_existing().filter_by(id=visit_id).one()
