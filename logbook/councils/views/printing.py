"""A class on paper: asking for the PDF, how far it is, fetching it; and frozen files as they were."""

from functools import partial
from uuid import UUID

from flask import Response, send_file

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core.errors import Rejected
from logbook.core.unit_of_work import transaction
from logbook.councils.queries.frozen import frozen_documents
from logbook.councils.services.pdf import Printed
from logbook.councils.services.print_class import (
    KINDS,
    ask_class_pdf,
    ask_frozen_pdf,
    cancel_print,
    class_in,
    council_in,
)
from logbook.training.queries import class_of, learners_of_class
from logbook.web.actor import current_actor
from logbook.web.forms import load
from logbook.web.jobs import later, progress_of, stop
from logbook.web.period import PeriodSchema
from logbook.web.prints import PrintJob, PrintState, own_job, ready_file
from logbook.web.private_file import PRIVATE_FILE
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .documents import PDF, file_page, pdf_response


@pages.post("/classes/<uuid:class_id>/council/pdf")
def ask_pdf(class_id: UUID) -> Response:
    """Ask for the files of a class as one PDF; the worker makes it."""
    form = load(PeriodSchema())
    if not form.ok:
        raise Rejected(form.errors)
    with transaction():
        job = ask_class_pdf(current_actor(), class_id, form.value["first"], form.value["last"])
        learners = [each.id for each in learners_of_class(class_id)]
    return _begin(job, learners)


@pages.post("/councils/<uuid:council_id>/minutes/pdf")
def ask_minutes_pdf(council_id: UUID) -> Response:
    """Ask for the frozen files of a closed council as one PDF."""
    actor = current_actor()
    with transaction():
        job = ask_frozen_pdf(actor, council_id)
        learners = [UUID(document["learner"]["id"]) for document, _ in frozen_documents(actor, council_id)]
    return _begin(job, learners)


def _begin(job: PrintJob, learners: list[UUID]) -> Response:
    if job.state == PrintState.WAITING and progress_of(str(job.id)) is None:
        later("print_class", str(job.id))
    tell_looks(current_actor(), learners, Looked.COUNCIL)
    return see_other(".printing", job_id=job.id)


@pages.get("/council/prints/<uuid:job_id>")
def printing(job_id: UUID) -> Response:
    """Show how far it is, for who asked."""
    job = own_job(current_actor(), job_id, *KINDS)
    council_id = council_in(job)
    group = class_of(current_actor(), class_in(job)) if council_id is None else None
    progress = progress_of(str(job_id))
    page = partial(render, "councils/printing.html", "councils/_print_state.html")
    return page(job=job, group=group, council_id=council_id, progress=progress)


@pages.post("/council/prints/<uuid:job_id>/cancel")
def cancel_pdf(job_id: UUID) -> Response:
    """Stop it, or remove what is ready."""
    with transaction():
        job = cancel_print(current_actor(), job_id)
    if job.busy:
        stop(str(job_id))
    if council_id := council_in(job):
        return see_other(".all_minutes", council_id=council_id)
    return see_other(".class_file", class_id=class_in(job))


@pages.get("/council/prints/<uuid:job_id>/file")
def print_file(job_id: UUID) -> Response:
    """Hand out the PDF, for who asked, who still has the class, for one day; no cache keeps it."""
    actor = current_actor()
    job = own_job(actor, job_id, *KINDS)
    if council_id := council_in(job):
        frozen_documents(actor, council_id)
    else:
        class_of(actor, class_in(job))
    response = send_file(ready_file(job), mimetype=PDF, as_attachment=True, download_name="klassenraad.pdf", etag=False)
    response.headers.update(PRIVATE_FILE)
    return response


@pages.get("/councils/<uuid:council_id>/files/<uuid:learner_id>")
def frozen_file(council_id: UUID, learner_id: UUID) -> Response:
    """Show a learner's file as it was frozen."""
    [(document, seal)] = frozen_documents(current_actor(), council_id, learner_id)
    tell_looks(current_actor(), [learner_id], Looked.COUNCIL)
    return file_page([document], alone=True, seal=seal, council_id=council_id, class_name=document["class"]["name"])


@pages.get("/councils/<uuid:council_id>/files/<uuid:learner_id>.pdf")
def frozen_pdf(council_id: UUID, learner_id: UUID) -> Response:
    """Hand out a learner's file as it was frozen, with its fingerprint."""
    [(document, seal)] = frozen_documents(current_actor(), council_id, learner_id)
    tell_looks(current_actor(), [learner_id], Looked.COUNCIL)
    return pdf_response(Printed(document, seal))
