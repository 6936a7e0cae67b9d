"""An archive that a coordinator sends in: kept, looked at in the worker, then taken in whole or dropped."""

from collections.abc import Callable
from typing import IO
from uuid import UUID

from flask import current_app

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, LogbookError, NotPermitted, TooLarge, WrongType
from logbook.core.events import append_event
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.media.models import MediaKind
from logbook.media.services import prepare_photo, prepare_spoken
from logbook.privacy.models.archive import BUSY, ArchiveJob, JobKind, JobState
from logbook.privacy.queries.archives import actor_of_job, is_busy, own_import
from logbook.web.jobs import Stopped, forget, teller

from .archive_files import file_of, remove_file
from .archive_key import fingerprint_of, public_key
from .history_rows import Row
from .read_archive import LARGEST_UPLOAD, Archive, BadArchive, opened_archive
from .take_in_history import counts_of, known_history, take_in_history

AT_ONCE = 1024 * 1024


def keep_upload(job_id: UUID, stream: IO[bytes]) -> None:
    """Keep what was sent for a job, outside any transaction. Raises TooLarge, and leaves nothing then."""
    path, left = file_of(job_id), LARGEST_UPLOAD
    path.touch(mode=0o600)
    with path.open("wb") as file:
        while part := stream.read(AT_ONCE):
            left -= len(part)
            if left < 0:
                break
            file.write(part)
    if left < 0:
        remove_file(job_id)
        raise TooLarge


def ask_import(actor: Actor, job_id: UUID) -> ArchiveJob:
    """Note that an archive was sent, whose file is kept; the caller asks the worker to look after the commit."""
    if actor.role is not Role.COORDINATOR:
        raise NotPermitted
    job = ArchiveJob(
        id=job_id,
        school_id=actor.school_id,
        kind=JobKind.IMPORT.value,
        state=JobState.WAITING.value,
        asked_by=actor.person_id,
        asked_role=actor.role.value,
        membership_id=actor.membership_id,
        asked_at=clock.now(),
    )
    db.session.add(job)
    db.session.flush()
    append_event(actor, "send_archive", "archive", job.id, new=job.state)
    return job


def apply_import(actor: Actor, job_id: UUID, learner_id: UUID | None) -> ArchiveJob:
    """Say that what was looked at shall be taken in, for a new learner or one of the school's.

    The caller asks the worker after the commit. Raises NotFound, and InvalidTransition unless it was looked at.
    """
    job = own_import(actor, job_id)
    if job.state != JobState.CHECKED:
        raise InvalidTransition
    job.state, job.learner_id = JobState.APPLYING.value, learner_id
    job.asked_by, job.membership_id, job.asked_role = actor.person_id, actor.membership_id, actor.role.value
    append_event(actor, "apply_archive", "archive", job.id, learner_id=learner_id, old="checked", new=job.state)
    return job


def drop_import(actor: Actor, job_id: UUID) -> ArchiveJob:
    """Let go of an archive that was sent in; what was taken in stays. Raises NotFound."""
    job = own_import(actor, job_id)
    if JobState(job.state) in BUSY | {JobState.CHECKED}:
        _rest(job, JobState.CANCELLED)
        append_event(actor, "drop_archive", "archive", job.id, new=job.state)
    return job


def _rest(job: ArchiveJob, state: JobState, problem: str | None = None) -> None:
    """Bring the job to rest; what its preview said of people goes when nobody decides on it any more."""
    job.state, job.problem, job.finished_at = state.value, problem, clock.now()
    if state is not JobState.CHECKED:
        job.found = None


def check_import(key: str) -> None:
    """Look at an archive that was sent in, and write down what taking it in would do; run by the worker.

    It is taken in on trial and everything taken back: what passes here passes then.
    """
    _work(key, JobState.WAITING, _look)


def finish_import(key: str) -> None:
    """Take in what a coordinator decided to; run by the worker. All of it, or nothing."""
    _work(key, JobState.APPLYING, _take_in)


Work = Callable[[UUID, Actor, Archive, UUID | None], None]


def _work(key: str, state: JobState, work: Work) -> None:
    job_id = UUID(key)
    try:
        with transaction():
            job = db.session.get(ArchiveJob, job_id)
            if job is None or job.state != state:
                raise Stopped
            actor, learner_id = actor_of_job(job), job.learner_id
        with opened_archive(file_of(job_id)) as archive:
            work(job_id, actor, archive, learner_id)
    except Stopped:
        _give_up(job_id, JobState.CANCELLED)
    except BadArchive as error:
        _give_up(job_id, JobState.FAILED, error.problem)
    except LogbookError as error:
        _give_up(job_id, JobState.FAILED, type(error).__name__)
    except Exception:
        current_app.logger.exception("an archive could not be taken in")
        _give_up(job_id, JobState.FAILED, "unknown")
    finally:
        forget(key)


def _look(job_id: UUID, actor: Actor, archive: Archive, _learner_id: UUID | None) -> None:
    progress = teller(str(job_id))
    progress(1, 3)
    known = known_history(actor, archive.document)
    try:
        take_in_history(actor, archive, [])
    finally:
        db.session.rollback()
    progress(2, 3)
    with transaction():
        job = _locked(job_id, JobState.WAITING)
        job.found = _found(archive, again=known is not None)
        _rest(job, JobState.CHECKED)
        append_event(actor, "check_archive", "archive", job.id, old="waiting", new=job.state)


def _found(archive: Archive, *, again: bool) -> Row:
    document = archive.document
    said = document["learner"]
    return {
        "name": f"{said['given_name']} {said['family_name']}",
        "born_on": said["born_on"].isoformat() if said["born_on"] else None,
        "school": document["school"]["name"],
        "made_at": document["made_at"].isoformat(),
        "fingerprint": fingerprint_of(archive.key),
        "own": archive.key == public_key(),
        "again": again,
        "counts": counts_of(document),
    }


def _take_in(job_id: UUID, actor: Actor, archive: Archive, learner_id: UUID | None) -> None:
    with transaction():
        known = known_history(actor, archive.document)
    media = [] if known else _stored(job_id, archive)
    with transaction():
        job = _locked(job_id, JobState.APPLYING)
        job.learner_id = take_in_history(actor, archive, media, learner_id).learner_id
        _rest(job, JobState.APPLIED)
    remove_file(job_id)


def _stored(job_id: UUID, archive: Archive) -> list[Row]:
    """Put the photos and notes in the storage, encoded anew, and return their rows. Raises BadArchive, Stopped.

    Nothing is locked meanwhile. What stays behind of a history that is not taken in after all is swept later.
    """
    progress, of = teller(str(job_id)), len(archive.document["media"]) + 1
    rows = []
    for done, (said, data) in enumerate(archive.media()):
        progress(done, of)
        prepare = prepare_photo if said["kind"] == MediaKind.PHOTO else prepare_spoken
        try:
            made = prepare(data)
        except (WrongType, TooLarge) as error:
            raise BadArchive("media") from error
        rows.append(made | {"sha": said["sha"], "received_at": said["received_at"]})
    return rows


def _locked(job_id: UUID, state: JobState) -> ArchiveJob:
    job = db.session.get_one(ArchiveJob, job_id, with_for_update=True, populate_existing=True)
    if job.state != state:
        raise Stopped
    return job


def _give_up(job_id: UUID, state: JobState, problem: str | None = None) -> None:
    with transaction():
        job = db.session.get(ArchiveJob, job_id, with_for_update=True, populate_existing=True)
        if job is not None and is_busy(job):
            append_event(None, f"archive_{state.value}", "archive", job.id, old=job.state, new=state.value)
            _rest(job, state, problem)
    remove_file(job_id)
