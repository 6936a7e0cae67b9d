"""A sheet on paper: the choice, the empty form, and a learner's work on it."""

from functools import partial
from uuid import UUID

from flask import Response, request
from flask_babel import gettext

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core.actor import Actor
from logbook.core.errors import Rejected
from logbook.core.roles import Role
from logbook.core.texts import N_
from logbook.paper.policy import may_print_learner
from logbook.paper.queries import paper_of, period_of, reader_of, year_of_school
from logbook.paper.schemas import FilledSchema
from logbook.paper.services import MOST_PAGES, empty_sheet, filled_sheet
from logbook.sheets.queries import latest_version
from logbook.training.queries import learners_in_reach
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.period import PeriodSchema
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .files import pdf_response

NOBODY = N_("Kies een leerling.")


@pages.get("/paper/sheets/<slug>")
def choose(slug: str) -> Response:
    """Let somebody choose: empty, or filled in for whom and over which period."""
    return _choice(current_actor(), slug)


@pages.post("/paper/sheets/<slug>")
def take(slug: str) -> Response:
    """Lead to the PDF of what was chosen."""
    actor, form = current_actor(), load(FilledSchema())
    latest_version(actor, slug)
    if form.ok and actor.role is Role.LEARNER:
        form.value["learner_id"] = actor.person_id
    if form.ok and form.value["learner_id"] is None:
        form.refuse({"learner_id": [NOBODY]})
    if not form.ok:
        return _choice(actor, slug, form)
    learner_id, (first, last) = form.value["learner_id"], period_of(actor, form.value["first"], form.value["last"])
    reader_of(actor, learner_id)
    return see_other(".filled", slug=slug, learner_id=learner_id, first=first.isoformat(), last=last.isoformat())


@pages.get("/paper/sheets/<slug>/empty.pdf")
def empty(slug: str) -> Response:
    """Hand out the empty form."""
    actor = current_actor()
    return pdf_response(partial(empty_sheet, actor, latest_version(actor, slug)), gettext("fiche"))


@pages.get("/paper/sheets/<slug>/learners/<uuid:learner_id>.pdf")
def filled(slug: str, learner_id: UUID) -> Response:
    """Hand out a learner's work on a sheet; where there is none, a page that says so."""
    actor, form = current_actor(), load(PeriodSchema(), request.args)
    if not form.ok:
        raise Rejected(form.errors)
    sheet = latest_version(actor, slug)
    paper = paper_of(actor, learner_id, *period_of(actor, form.value["first"], form.value["last"]), slug)
    tell_looks(actor, [learner_id], Looked.LOGBOOK)
    if not (paper.sheets or paper.weeks):
        return render("paper/nothing.html", status=404, sheet=sheet, paper=paper)
    return pdf_response(partial(filled_sheet, actor, paper), gettext("fiche-ingevuld"))


def _choice(actor: Actor, slug: str, form: Loaded | None = None) -> Response:
    first, last = year_of_school(actor)
    reads = may_print_learner(actor.role)
    return render(
        "paper/choose.html",
        status=422 if form else 200,
        sheet=latest_version(actor, slug),
        learners=learners_in_reach(actor) if reads and actor.role is not Role.LEARNER else [],
        reads=reads,
        most=MOST_PAGES,
        typed=form.typed if form else {"first": first.isoformat(), "last": last.isoformat()},
        errors=form.errors if form else {},
    )
