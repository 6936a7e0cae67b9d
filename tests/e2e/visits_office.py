"""What lies ready for the browser beside the demo: a visit that is planned, one that was held, one that is off."""

from datetime import timedelta

from sqlalchemy import select

from logbook.accounts.models import Person
from logbook.core import clock
from logbook.core.ids import new_id
from logbook.extensions import db
from logbook.reviews.services import NewCommitment, NewRemark
from logbook.training.queries import placements_of
from logbook.visits.services import (
    PlanVisit,
    ReportVisit,
    add_to_report,
    cancel_visit,
    mark_read,
    plan_visit,
    report_visit,
)
from tests import factories


def fill() -> None:
    """Put it there, in the open transaction."""
    teacher, learner = _person("teacher1"), _person("learner1")
    actor, reader = factories.actor_of(teacher), factories.actor_of(learner)
    placement, today = placements_of([learner.id], clock.today())[0].id, clock.today()
    planned, held, cancelled = new_id(), new_id(), new_id()
    for visit_id, day in ((planned, today + timedelta(days=5)), (held, today), (cancelled, today + timedelta(days=9))):
        plan_visit(actor, PlanVisit(visit_id, placement, "workplace", day, "14:30"))
    cancel_visit(actor, cancelled, "De hal is die dag dicht.")
    report = ReportVisit(
        held,
        new_id(),
        today,
        present=("learner", "mentor"),
        text="Rustig gewerkt. De instelling zit goed.",
        ratings={factories.SOFT_SKILLS: {"punctuality": "meets"}},
        remarks=(NewRemark("strong_point", "Werkt netjes"), NewRemark("work_point", "Meten", "Bij de hoeklas")),
        commitments=(NewCommitment("Testlas tonen", "learner", today + timedelta(days=7)),),
    )
    report_visit(actor, report)
    add_to_report(actor, held, new_id(), "De mentor bezorgt nog een foto.")
    mark_read(reader, held)


def _person(handle: str) -> Person:
    return db.session.scalars(select(Person).where(Person.handle == handle)).one()
