"""An erasure is carried out: entry by entry, then all other rows, then the name, then the events."""

from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, select

from logbook.accounts.queries import roles_of
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.events import Event, append_event
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.councils.models import CouncilFile
from logbook.councils.services import bury_files
from logbook.entries.models import Entry
from logbook.entries.services import erase_entry_of, lock_learner
from logbook.extensions import db
from logbook.media.services import delete_files, forget_media
from logbook.privacy.models import Erasure, ErasureScope, ErasureState
from logbook.privacy.queries.subjects import UNDER_WAY, Subject, subject_of
from logbook.web.prints import remove_prints_with

from .archive_files import remove_file
from .drop_events import drop_events
from .erase_rows import Erased, erase_rows
from .seal_events import seal_events


def run_erasure(key: str | UUID) -> None:
    """Carry out what was asked; one that was cut off goes on where it was. Stopped and finished ones stay so.

    Each entry is a transaction: the school keeps working. A hold that was set meanwhile stops it. What fails is logged
    and told on the erasure's page.
    """
    erasure_id = UUID(str(key))
    try:
        if _begin(erasure_id) and _erase_entries(erasure_id) and _erase_rest(erasure_id):
            _drop_events(erasure_id)
    except Exception:
        current_app.logger.exception("erasure %s failed", erasure_id)
        with transaction():
            erasure = db.session.get_one(Erasure, erasure_id)
            erasure.state, erasure.finished_at = ErasureState.FAILED.value, clock.now()


def run_waiting_erasures() -> None:
    """Carry out what waits or was cut off, however the worker came to miss it."""
    with transaction():
        waiting = list(db.session.scalars(select(Erasure.id).where(Erasure.state.in_(UNDER_WAY))))
    for erasure_id in waiting:
        run_erasure(erasure_id)


def _begin(erasure_id: UUID) -> bool:
    with transaction():
        erasure = db.session.get(Erasure, erasure_id)
        if erasure is None or erasure.state not in UNDER_WAY:
            return False
        erasure.state = ErasureState.RUNNING.value
        erasure.total = erasure.done + len(_entries(erasure))
    return True


def _entries(erasure: Erasure) -> list[UUID]:
    own = (Entry.learner_id == erasure.person_id) & (Entry.school_id == erasure.school_id)
    return list(db.session.scalars(select(Entry.id).where(own)))


def _going_on(erasure_id: UUID) -> tuple[Erasure, Subject] | None:
    """Return the erasure with its subject, locked, unless somebody stopped it or a hold stands by now."""
    erasure = db.session.get_one(Erasure, erasure_id, populate_existing=True)
    lock_learner(erasure.person_id)
    subject = subject_of(erasure.school_id, erasure.person_id)
    if erasure.state != ErasureState.RUNNING:
        return None
    if subject.hold:
        erasure.state, erasure.finished_at = ErasureState.STOPPED.value, clock.now()
        return None
    return erasure, subject


def _erase_entries(erasure_id: UUID) -> bool:
    with transaction():
        erasure = db.session.get_one(Erasure, erasure_id)
        entries, actor = _entries(erasure), _actor(erasure)
    return all(_erase_one(erasure_id, entry_id, actor) for entry_id in entries)


def _erase_one(erasure_id: UUID, entry_id: UUID, actor: Actor | None) -> bool:
    with transaction():
        found = _going_on(erasure_id)
        if found is None:
            return False
        erasure, subject = found
        free = erase_entry_of(erasure.school_id, entry_id, erasure.ground, actor)
        files = forget_media(subject.person.id, free)
        erasure.done += 1
        erasure.media += len(free)
    delete_files(files)
    return True


def _erase_rest(erasure_id: UUID) -> bool:
    with transaction():
        found = _going_on(erasure_id)
        if found is None:
            return False
        erasure, subject = found
        actor, scope = _actor(erasure), ErasureScope(erasure.scope)
        learner = CouncilFile.learner_id == erasure.person_id
        bury_files(erasure.school_id, learner, erasure.ground)
        erased: Erased = erase_rows(subject, scope)
        erasure.rows, erasure.media = erased.rows, erasure.media + erased.media
        append_event(actor, f"erase_{scope.value}", "erasure", erasure_id, old="running", new="erased", rev=erased.rows)
        learner_id = erasure.person_id
    delete_files(erased.files)
    for job_id in erased.archives:
        remove_file(job_id)
    remove_prints_with(learner_id)
    return True


def _drop_events(erasure_id: UUID) -> None:
    seal_events(everything=True)
    with transaction():
        erasure = db.session.get_one(Erasure, erasure_id)
        school_id, which, ground, actor = erasure.school_id, _about(erasure), erasure.ground, _actor(erasure)
    dropped = drop_events(actor, school_id, which, ground)
    with transaction():
        erasure = db.session.get_one(Erasure, erasure_id)
        erasure.events, erasure.state, erasure.finished_at = dropped, ErasureState.DONE.value, clock.now()


def _about(erasure: Erasure) -> "ColumnElement[bool]":
    """Return which events go: those of the learner's things, and of a whole person the own sign-ins too.

    That somebody looked stays for its own period: the question who saw it outlives the logbook.
    """
    about = Event.learner_id == erasure.person_id
    if erasure.scope == ErasureScope.PERSON:
        about |= (Event.person_id == erasure.person_id) & Event.learner_id.is_(None)
    return about & (Event.deed != "look")


def _actor(erasure: Erasure) -> Actor | None:
    """Return the coordinator who asked, or None when that role has ended meanwhile or nobody asked."""
    actors = roles_of(erasure.asked_by) if erasure.asked_by else []
    own = (each for each in actors if each.role is Role.COORDINATOR and each.school_id == erasure.school_id)
    return next(own, None)
