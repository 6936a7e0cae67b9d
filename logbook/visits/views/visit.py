"""A visit: what was planned, the form of its report, and the report itself."""

from uuid import UUID

from flask import Response, flash, request
from flask_babel import gettext

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, NotPermitted, Rejected
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.queries import draft_of
from logbook.entries.services import SaveDraft, save_draft
from logbook.reviews.views.review_form import ReviewForm
from logbook.training.models import Placement
from logbook.training.queries import placement_line, team_of
from logbook.visits import policy, queries, services
from logbook.visits.queries import VisitPage
from logbook.visits.schemas import ReportSchema
from logbook.web.actor import current_actor
from logbook.web.forms import load, nested
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .report_form import at_hand


@pages.get("/visits/<uuid:visit_id>")
def visit(visit_id: UUID) -> Response:
    """Show the visit: with the form of its report to who may write it, else to read."""
    actor = current_actor()
    page = queries.visit_page(actor, visit_id)
    tell_looks(actor, [page.visit.learner_id], Looked.VISIT)
    if not page.reports:
        return _read(page)
    return _write(actor, page)


@pages.post("/visits/<uuid:visit_id>")
def report(visit_id: UUID) -> Response:
    """Take the report; what is wrong is said beside its field, and a second report becomes an addition to confirm."""
    actor, form = current_actor(), load(ReportSchema())
    if "keep" in request.form:
        _keep(actor, visit_id)
        flash(gettext("Je verslag is bewaard. Je kan later verder."))
        return see_other(".planner")
    if form.ok:
        words = form.value | {"op_id": form.value["op_id"] or new_id()}
        try:
            with transaction():
                services.report_visit(actor, services.ReportVisit(visit_id=visit_id, **words))
            flash(gettext("Je verslag is bewaard. De leerling en de mentor kunnen het lezen."))
            return see_other(".visit", visit_id=visit_id)
        except Rejected as error:
            form.refuse(error.errors)
        except InvalidTransition:
            return _read(queries.visit_page(actor, visit_id), 409, str(form.typed.get("text") or ""))
    page = queries.visit_page(actor, visit_id)
    if not policy.may_visit(page.relation):
        raise NotPermitted
    if not page.reports:
        return _read(page, 409, str(form.typed.get("text") or ""))
    return _write(actor, page, ReviewForm(form.typed, form.errors), 422)


@pages.post("/visits/<uuid:visit_id>/draft")
def keep(visit_id: UUID) -> Response:
    """Keep what was typed so far, as it is; called at each change."""
    _keep(current_actor(), visit_id)
    return Response(status=204)


def _keep(actor: Actor, visit_id: UUID) -> None:
    page = queries.visit_page(actor, visit_id)
    if not page.reports:
        raise NotPermitted
    with transaction():
        save_draft(actor, SaveDraft(services.DRAFT, visit_id, nested(request.form), page.visit.date))


def _write(actor: Actor, page: VisitPage, form: ReviewForm | None = None, status: int = 200) -> Response:
    kept = draft_of(actor, services.DRAFT, page.visit.id)
    begun = dict(kept.payload) if kept else {"date": page.visit.date.isoformat()}
    return render(
        "visits/write.html",
        status=status,
        page=page,
        form=form or ReviewForm(begun),
        kept=kept is not None,
        hand=at_hand(actor, page),
        op_id=new_id() if form is None else form.at("op_id") or new_id(),
        team=team_of(_placement(actor, page)),
    )


def _read(page: VisitPage, status: int = 200, typed: str = "") -> Response:
    return render(
        "visits/read.html",
        status=status,
        page=page,
        stale=status == 409,
        typed=typed,
        errors={},
        addition_id=new_id(),
        read=page.read_by(current_actor().person_id),
    )


def _placement(actor: Actor, page: VisitPage) -> Placement:
    return placement_line(actor, page.visit.placement_id).placement
