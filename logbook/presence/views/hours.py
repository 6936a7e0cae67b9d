"""Hours against the agreement, for the learner and for who follows the learner, and for a class."""

from uuid import UUID

from flask import Response

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core.roles import SCHOOL_STAFF
from logbook.core.weeks import iso_number, iso_week
from logbook.presence import queries
from logbook.presence.policy import last_compensation
from logbook.web.actor import current_actor
from logbook.web.rendering import render

from .blueprint import pages


@pages.get("/hours")
def own() -> Response:
    """Show the learner the own hours."""
    return _hours(current_actor().person_id)


@pages.get("/learners/<uuid:learner_id>/hours")
def hours(learner_id: UUID) -> Response:
    """Show a learner's hours to somebody who may see them; the learner is told who looked."""
    return _hours(learner_id)


def _hours(learner_id: UUID) -> Response:
    actor = current_actor()
    page = queries.hours_page(actor, learner_id)
    tell_looks(actor, [learner_id], Looked.LOGBOOK)
    return render(
        "presence/hours.html",
        page=page,
        is_own=actor.person_id == learner_id,
        agrees=actor.role in SCHOOL_STAFF,
        deadline=last_compensation(page.first),
        iso_week=iso_week,
        iso_number=iso_number,
    )


@pages.get("/classes/<uuid:class_id>/hours")
def class_hours(class_id: UUID) -> Response:
    """Show the hours of a class, those furthest behind first."""
    actor = current_actor()
    page = queries.class_hours(actor, class_id)
    tell_looks(actor, [line.learner.id for line in page.lines], Looked.CLASS)
    return render("presence/class_hours.html", page=page)
