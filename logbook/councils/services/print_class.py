"""The PDF of a whole class: asked for by a page, made by the worker, fetched by who asked, stopped at any learner."""

from datetime import date
from uuid import UUID

from flask_babel import gettext
from sqlalchemy import select

from logbook.accounts.queries import actor_as
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.events import append_event
from logbook.core.unit_of_work import let_go, writes
from logbook.councils.queries.document import live_documents
from logbook.councils.queries.frozen import frozen_documents
from logbook.councils.queries.sight import council_seen
from logbook.extensions import db
from logbook.training.models import ClassMember
from logbook.training.queries import class_of
from logbook.web.language import speaking
from logbook.web.prints import PrintJob, Tell, ask, job_for, make, own_job, remove

from .pdf import Printed, pdf_of_class

CLASS, FROZEN = "class", "frozen"
KINDS = (CLASS, FROZEN)


def ask_class_pdf(actor: Actor, class_id: UUID, first: date | None = None, last: date | None = None) -> PrintJob:
    """Ask for the files of a class over a period; the same one that is being made stays the one.

    The caller asks the worker after the commit. Raises NotFound, and TooOften past forty in a day.
    """
    class_of(actor, class_id)
    return _ask(actor, CLASS, class_id, first=first, last=last)


def ask_frozen_pdf(actor: Actor, council_id: UUID) -> PrintJob:
    """Ask for the files of a closed council as they were frozen. Raises NotFound, TooOften."""
    if not frozen_documents(actor, council_id):
        raise NotFound
    return _ask(actor, FROZEN, council_seen(actor, council_id).council.class_id, council_id=council_id)


def cancel_print(actor: Actor, job_id: UUID) -> PrintJob:
    """Stop what is being made, or remove what is ready: nothing is left. Raises NotFound for another's."""
    job = own_job(actor, job_id, *KINDS)
    remove(job_id)
    append_event(actor, "drop_print", "class", class_in(job), old=job.state)
    return job


def print_class(key: str) -> None:
    """Make the PDF that was asked for; run by the worker. What was stopped or cannot be leaves no file behind."""
    make(key, _made)


def class_in(job: PrintJob) -> UUID:
    """Return of which class it is."""
    return UUID(job.asked["class_id"])


def council_in(job: PrintJob) -> UUID | None:
    """Return of which closed council it is, when it is of one."""
    return UUID(job.asked["council_id"]) if job.kind == FROZEN else None


def _ask(actor: Actor, kind: str, class_id: UUID, **asked: object) -> PrintJob:
    """Ask for a PDF of everybody who is or was in a class."""
    learners = frozenset(db.session.scalars(select(ClassMember.person_id).where(ClassMember.class_id == class_id)))
    wanted = job_for(actor, kind, {"class_id": class_id, **asked}, learners)
    job = ask(actor, wanted)
    if job is wanted:
        append_event(actor, "ask_print", "class", class_id, new=job.state)
    return job


def _made(job: PrintJob, tell: Tell) -> bytes:
    actor = actor_as(job.person_id, job.membership_id)
    with speaking(actor.language):
        files = _files(actor, job)
        name = files[0].document["class"]["name"] if files else ""
        return pdf_of_class(gettext("Klassenraad %(name)s", name=name), files, tell)


def _files(actor: Actor, job: PrintJob) -> list[Printed]:
    """Read everything at one moment, without a lock on what others write meanwhile."""
    first, last = (date.fromisoformat(day) if (day := job.asked.get(end)) else None for end in ("first", "last"))
    token = writes.set(False)
    try:
        if council_id := council_in(job):
            return [Printed(*each) for each in frozen_documents(actor, council_id)]
        return [Printed(each) for each in live_documents(actor, class_in(job), first=first, last=last)]
    finally:
        let_go()
        writes.reset(token)
