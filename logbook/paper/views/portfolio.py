"""A learner's portfolio: asking for it, how far it is, stopping it, fetching it."""

from functools import partial
from uuid import UUID

from flask import Response, send_file
from flask_babel import gettext

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core.unit_of_work import transaction
from logbook.paper.queries import period_of, reader_of, year_of_school
from logbook.paper.services import KIND, ask_portfolio, cancel_portfolio, learner_in
from logbook.training.queries import learner_in_reach
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.jobs import later, progress_of, stop
from logbook.web.period import PeriodSchema
from logbook.web.prints import PrintState, own_job, ready_file
from logbook.web.private_file import PRIVATE_FILE
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .files import PDF


@pages.get("/paper/learners/<uuid:learner_id>")
def portfolio(learner_id: UUID) -> Response:
    """Show what a portfolio holds and over which period it is made."""
    return _form(learner_id)


@pages.post("/paper/learners/<uuid:learner_id>")
def ask(learner_id: UUID) -> Response:
    """Ask for the portfolio; the worker makes it."""
    actor, form = current_actor(), load(PeriodSchema())
    reader_of(actor, learner_id)
    if not form.ok:
        return _form(learner_id, form)
    first, last = period_of(actor, form.value["first"], form.value["last"])
    with transaction():
        job = ask_portfolio(actor, learner_id, first, last)
    if job.state == PrintState.WAITING and progress_of(str(job.id)) is None:
        later("print_portfolio", str(job.id))
    tell_looks(actor, [learner_id], Looked.LOGBOOK)
    return see_other(".printing", job_id=job.id)


@pages.get("/paper/prints/<uuid:job_id>")
def printing(job_id: UUID) -> Response:
    """Show how far it is, for who asked."""
    actor = current_actor()
    job = own_job(actor, job_id, KIND)
    page = partial(render, "paper/printing.html", "paper/_print_state.html")
    return page(job=job, learner=learner_in_reach(actor, learner_in(job)), progress=progress_of(str(job_id)))


@pages.post("/paper/prints/<uuid:job_id>/cancel")
def cancel(job_id: UUID) -> Response:
    """Stop it, or remove what is ready."""
    with transaction():
        job = cancel_portfolio(current_actor(), job_id)
    if job.busy:
        stop(str(job_id))
    return see_other(".portfolio", learner_id=learner_in(job))


@pages.get("/paper/prints/<uuid:job_id>/file")
def print_file(job_id: UUID) -> Response:
    """Hand out the PDF, for who asked, who still reads this learner, for one day; no cache keeps it."""
    actor = current_actor()
    job = own_job(actor, job_id, KIND)
    reader_of(actor, learner_in(job))
    name = f"{gettext('portfolio')}.pdf"
    response = send_file(ready_file(job), mimetype=PDF, as_attachment=True, download_name=name, etag=False)
    response.headers.update(PRIVATE_FILE)
    return response


def _form(learner_id: UUID, form: Loaded | None = None) -> Response:
    actor = current_actor()
    reader_of(actor, learner_id)
    first, last = year_of_school(actor)
    return render(
        "paper/portfolio.html",
        status=422 if form else 200,
        learner=learner_in_reach(actor, learner_id),
        typed=form.typed if form else {"first": first.isoformat(), "last": last.isoformat()},
        errors=form.errors if form else {},
    )
