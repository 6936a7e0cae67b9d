"""After the report: words added beside it, and that it was read."""

from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.core.errors import NotPermitted
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.visits import policy, queries, services
from logbook.visits.schemas import AdditionSchema
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import load
from logbook.web.rendering import render, see_other

from .blueprint import pages


@pages.post("/visits/<uuid:visit_id>/additions")
def add(visit_id: UUID) -> Response:
    """Add words to a report."""
    actor, form = current_actor(), load(AdditionSchema())
    if did(form, lambda: services.add_to_report(actor, visit_id, **form.value)):
        flash(gettext("Toegevoegd."))
        return see_other(".visit", visit_id=visit_id)
    page = queries.visit_page(actor, visit_id)
    if not policy.may_visit(page.relation):
        raise NotPermitted
    return render(
        "visits/read.html",
        status=422,
        page=page,
        stale=False,
        typed=str(form.typed.get("text") or ""),
        errors=form.errors,
        addition_id=new_id(),
        read=page.read_by(actor.person_id),
    )


@pages.post("/visits/<uuid:visit_id>/read")
def mark_read(visit_id: UUID) -> Response:
    """Note that the learner or the mentor read it."""
    with transaction():
        services.mark_read(current_actor(), visit_id)
    return see_other(".visit", visit_id=visit_id)
