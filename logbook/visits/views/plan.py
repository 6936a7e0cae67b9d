"""Planning a visit, moving it, cancelling it."""

from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.core import clock
from logbook.core.errors import NotFound, NotPermitted, Stale
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.training.queries import placement_line, require_relation
from logbook.visits import policy, queries, services
from logbook.visits.schemas import CancelSchema, MoveSchema, PlanSchema
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages


@pages.get("/placements/<uuid:placement_id>/visits/new")
def plan_form(placement_id: UUID) -> Response:
    """Ask when and how."""
    return _plan_page(placement_id, Loaded({"visit_id": str(new_id())}))


@pages.post("/placements/<uuid:placement_id>/visits/new")
def plan(placement_id: UUID) -> Response:
    """Plan a visit."""
    actor, form = current_actor(), load(PlanSchema())
    if did(form, lambda: services.plan_visit(actor, services.PlanVisit(placement_id=placement_id, **form.value))):
        flash(gettext("Het bezoek staat in je agenda."))
        return see_other(".visit", visit_id=form.value["visit_id"])
    return _plan_page(placement_id, Loaded({"visit_id": str(new_id())} | form.typed, errors=form.errors), 422)


def _plan_page(placement_id: UUID, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    line = placement_line(actor, placement_id)
    if not policy.may_visit(require_relation(actor, line.placement.learner_id)):
        raise NotFound
    dues = queries.due_visits(actor, [line.placement.learner_id], clock.today())
    due = next((each for each in dues if each.placement_id == placement_id), None)
    return render("visits/plan.html", status=status, line=line, due=due, form=form)


@pages.get("/visits/<uuid:visit_id>/plan")
def move_form(visit_id: UUID) -> Response:
    """Ask for another moment, or why it is cancelled."""
    return _move_page(visit_id, Loaded({}))


@pages.post("/visits/<uuid:visit_id>/plan")
def move(visit_id: UUID) -> Response:
    """Move a visit. When somebody else did so meanwhile, show what it is now beside what was typed."""
    actor, form = current_actor(), load(MoveSchema())
    try:
        if did(form, lambda: services.move_visit(actor, services.MoveVisit(visit_id=visit_id, **form.value))):
            flash(gettext("Het bezoek is verplaatst."))
            return see_other(".visit", visit_id=visit_id)
    except Stale:
        return _move_page(visit_id, form, 409)
    return _move_page(visit_id, form, 422)


@pages.post("/visits/<uuid:visit_id>/cancel")
def cancel(visit_id: UUID) -> Response:
    """Cancel a visit for a reason."""
    actor, form = current_actor(), load(CancelSchema())
    if not form.ok:
        return _move_page(visit_id, form, 422)
    with transaction():
        services.cancel_visit(actor, visit_id, form.value["reason"])
    flash(gettext("Het bezoek is afgezegd."))
    return see_other(".visit", visit_id=visit_id)


def _move_page(visit_id: UUID, form: Loaded, status: int = 200) -> Response:
    page = queries.visit_page(current_actor(), visit_id)
    if not policy.may_move(page.relation):
        raise NotPermitted
    return render("visits/move.html", status=status, page=page, form=form, stale=status == 409)
