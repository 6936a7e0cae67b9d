"""Taking a learner's logbook along: asking for the archive, making it in the worker, letting it go."""

from datetime import timedelta
from uuid import UUID

from flask import current_app
from sqlalchemy import func, select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import LogbookError, TooOften
from logbook.core.events import append_event
from logbook.core.unit_of_work import let_go, transaction, writes
from logbook.extensions import db
from logbook.privacy.models.archive import BUSY, ArchiveJob, JobKind, JobState
from logbook.privacy.queries.archives import actor_of_job, archives_of, is_busy, learner_to_take_along, own_archive
from logbook.privacy.queries.kept_rows import Scope
from logbook.web.jobs import Stopped, forget, teller

from .archive_document import Document, document_of
from .archive_files import file_of, remove_file
from .pack_archive import pack_archive

KEPT = timedelta(days=1)
MOST_A_DAY = 20


def ask_archive(actor: Actor, learner_id: UUID) -> ArchiveJob:
    """Ask for the archive of a learner; one that is being made for the actor already stays the one.

    The caller asks the worker after the commit. Raises NotFound, and TooOften past twenty in a day.
    """
    learner_to_take_along(actor, learner_id)
    made = next((each for each in archives_of(actor, learner_id) if is_busy(each)), None)
    if made:
        return made
    _refuse_flood(actor)
    job = ArchiveJob(
        school_id=actor.school_id,
        learner_id=learner_id,
        kind=JobKind.EXPORT.value,
        state=JobState.WAITING.value,
        asked_by=actor.person_id,
        asked_role=actor.role.value,
        membership_id=actor.membership_id,
        asked_at=clock.now(),
    )
    db.session.add(job)
    db.session.flush()
    append_event(actor, "ask_archive", "archive", job.id, learner_id=learner_id, new=job.state)
    return job


def _refuse_flood(actor: Actor) -> None:
    since = clock.now() - timedelta(days=1)
    query = select(func.count()).where(ArchiveJob.asked_by == actor.person_id, ArchiveJob.asked_at > since)
    if (db.session.scalar(query) or 0) >= MOST_A_DAY:
        raise TooOften


def cancel_archive(actor: Actor, job_id: UUID) -> ArchiveJob:
    """Stop an archive that is being made, or let go of one that is ready. Raises NotFound for another's."""
    job = own_archive(actor, job_id)
    if JobState(job.state) in BUSY | {JobState.READY}:
        _end(actor, job, JobState.CANCELLED)
    return job


def _end(actor: Actor | None, job: ArchiveJob, state: JobState, problem: str | None = None) -> None:
    """Bring a job to another state, with its event."""
    old, job.state, job.problem, job.finished_at = job.state, state.value, problem, clock.now()
    append_event(actor, f"archive_{state.value}", "archive", job.id, learner_id=job.learner_id, old=old, new=job.state)


def make_archive(key: str) -> None:
    """Make the archive that was asked for; run by the worker. What was stopped or cannot be leaves no file behind."""
    job_id = UUID(key)
    try:
        with transaction():
            actor, scope = _begin(job_id)
        readable = pack_archive(_read(scope), file_of(job_id).with_suffix(".part"), teller(key))
        with transaction():
            _finish(actor, job_id, readable=readable)
    except Stopped:
        _give_up(job_id, JobState.CANCELLED)
    except LogbookError as error:
        _give_up(job_id, JobState.FAILED, type(error).__name__)
    except Exception:
        current_app.logger.exception("an archive could not be made")
        _give_up(job_id, JobState.FAILED, "unknown")
    finally:
        forget(key)


def _begin(job_id: UUID) -> tuple[Actor, Scope]:
    """Take the job up, when who asked may still have the archive. Raises NotFound, Stopped."""
    job = db.session.get(ArchiveJob, job_id, with_for_update=True)
    if job is None or job.state != JobState.WAITING or job.learner_id is None:
        raise Stopped
    actor = actor_of_job(job)
    learner_to_take_along(actor, job.learner_id)
    job.state = JobState.RUNNING.value
    append_event(actor, "make_archive", "archive", job.id, learner_id=job.learner_id, old="waiting", new=job.state)
    return actor, Scope.of(actor, job.learner_id)


def _read(scope: Scope) -> Document:
    """Read everything at one moment, without a lock on what others write meanwhile."""
    token = writes.set(False)
    try:
        return document_of(scope)
    finally:
        let_go()
        writes.reset(token)


def _finish(actor: Actor, job_id: UUID, *, readable: bool) -> None:
    """Put the file in its place and say that it is ready. Raises Stopped when it was cancelled meanwhile."""
    job = db.session.get_one(ArchiveJob, job_id, with_for_update=True, populate_existing=True)
    if job.state != JobState.RUNNING:
        raise Stopped
    path = file_of(job_id)
    path.with_suffix(".part").replace(path)
    job.size, job.expires_at = path.stat().st_size, clock.now() + KEPT
    _end(actor, job, JobState.READY, None if readable else "no_pdf")


def _give_up(job_id: UUID, state: JobState, problem: str | None = None) -> None:
    with transaction():
        job = db.session.get(ArchiveJob, job_id, with_for_update=True, populate_existing=True)
        if job is not None and is_busy(job):
            _end(None, job, state, problem)
        if job is None or job.state != JobState.READY:
            remove_file(job_id)


def forget_archives() -> int:
    """Remove the files of archives whose day is over, and give up on what died with its worker; return how many."""
    past = clock.now() - KEPT
    old = ArchiveJob.state.in_([*BUSY, JobState.CHECKED]) & (ArchiveJob.asked_at < past)
    over = (ArchiveJob.state == JobState.READY) & (ArchiveJob.expires_at <= clock.now())
    with transaction():
        jobs = list(db.session.scalars(select(ArchiveJob).where(old | over)))
        for job in jobs:
            job.found = None
            _end(None, job, JobState.EXPIRED)
    for job in jobs:
        remove_file(job.id)
    return len(jobs)
