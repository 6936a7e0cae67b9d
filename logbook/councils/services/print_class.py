"""The PDF of a whole class: asked for by a page, made by the worker, fetched by who asked, stopped at any learner."""

from datetime import date
from uuid import UUID

from flask import current_app
from flask_babel import gettext

from logbook.accounts.queries import roles_of
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, TooOften
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.core.unit_of_work import let_go, writes
from logbook.councils.queries.document import live_documents
from logbook.councils.queries.frozen import frozen_documents
from logbook.councils.queries.sight import council_seen
from logbook.training.queries import class_of
from logbook.web.jobs import Stopped, forget, teller
from logbook.web.language import speaking

from .pdf import NoPdf, Printed, pdf_of_class
from .print_files import PrintJob, PrintState, change, jobs, own_job, pdf_of, read, remove, write

MOST_A_DAY = 40


def ask_class_pdf(actor: Actor, class_id: UUID, first: date | None = None, last: date | None = None) -> PrintJob:
    """Ask for the files of a class over a period; the same one that is being made stays the one.

    The caller asks the worker after the commit. Raises NotFound, and TooOften past forty in a day.
    """
    class_of(actor, class_id)
    return _ask(actor, _job(actor, class_id, first, last, None))


def ask_frozen_pdf(actor: Actor, council_id: UUID) -> PrintJob:
    """Ask for the files of a closed council as they were frozen. Raises NotFound, TooOften."""
    if not frozen_documents(actor, council_id):
        raise NotFound
    return _ask(actor, _job(actor, council_seen(actor, council_id).council.class_id, None, None, council_id))


def cancel_print(actor: Actor, job_id: UUID) -> PrintJob:
    """Stop what is being made, or remove what is ready: nothing is left. Raises NotFound for another's."""
    job = own_job(actor, job_id)
    remove(job_id)
    append_event(actor, "drop_print", "class", job.class_id, old=job.state)
    return job


def print_class(key: str) -> None:
    """Make the PDF that was asked for; run by the worker. What was stopped or cannot be leaves no file behind."""
    job = read(UUID(key))
    try:
        if job is not None and change(job.id, PrintState.RUNNING):
            _make(job, key)
    except Stopped:
        remove(UUID(key))
    except NoPdf:
        change(UUID(key), PrintState.NO_PDF)
    except NotFound:
        change(UUID(key), PrintState.FAILED)
    except Exception:
        current_app.logger.exception("the PDF of a class could not be made")
        change(UUID(key), PrintState.FAILED)
    finally:
        forget(key)


def _job(actor: Actor, class_id: UUID, first: date | None, last: date | None, council_id: UUID | None) -> PrintJob:
    return PrintJob(new_id(), actor.membership_id, actor.person_id, class_id, first, last, council_id, clock.now())


def _ask(actor: Actor, wanted: PrintJob) -> PrintJob:
    own = [each for each in jobs() if each.membership_id == actor.membership_id and each.until > clock.now()]
    made = next((each for each in own if each.busy and each.same(wanted)), None)
    if made:
        return made
    if len(own) >= MOST_A_DAY:
        raise TooOften
    write(wanted)
    append_event(actor, "ask_print", "class", wanted.class_id, new=wanted.state)
    return wanted


def _make(job: PrintJob, key: str) -> None:
    actor = _who_asked(job)
    with speaking(actor.language):
        files = _files(actor, job)
        name = files[0].document["class"]["name"] if files else ""
        pdf = pdf_of_class(gettext("Klassenraad %(name)s", name=name), files, teller(key))
    path = pdf_of(job.id)
    part = path.with_suffix(".part")
    part.touch(mode=0o600)
    part.write_bytes(pdf)
    part.replace(path)
    if not change(job.id, PrintState.READY):
        raise Stopped


def _who_asked(job: PrintJob) -> Actor:
    """Return who asked, as that person may act now. Raises NotFound when the role has ended."""
    found = next((each for each in roles_of(job.person_id) if each.membership_id == job.membership_id), None)
    if found is None:
        raise NotFound
    return found


def _files(actor: Actor, job: PrintJob) -> list[Printed]:
    """Read everything at one moment, without a lock on what others write meanwhile."""
    token = writes.set(False)
    try:
        if job.council_id:
            return [Printed(*each) for each in frozen_documents(actor, job.council_id)]
        return [Printed(each) for each in live_documents(actor, job.class_id, first=job.first, last=job.last)]
    finally:
        let_go()
        writes.reset(token)
