"""PDFs that somebody asked for and the worker makes: they lie beside the database, for the server's user, for one day.

A document about learners is a passing thing of who asked for it: what was asked stands in a small file beside it, and
no table holds it. Both go together, and with any of the learners whom it tells of.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import current_app

from logbook.config import Config
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, TooOften
from logbook.core.ids import new_id

from .jobs import Stopped, forget, teller
from .press import NoPdf

KEPT = timedelta(days=1)
MOST_A_DAY = 40
Tell = Callable[[int, int], None]


class PrintState(StrEnum):
    """The worker still has to begin or is busy; the file is there; or it could not be made."""

    WAITING = "waiting"
    RUNNING = "running"
    READY = "ready"
    NO_PDF = "no_pdf"
    FAILED = "failed"


BUSY = frozenset({PrintState.WAITING, PrintState.RUNNING})


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A PDF that somebody asked for in one role: of which `kind`, what was asked, and of which learners it tells."""

    id: UUID
    membership_id: UUID
    person_id: UUID
    kind: str
    asked: Mapping[str, str]
    learners: frozenset[UUID]
    asked_at: datetime = field(default_factory=clock.now)
    state: PrintState = PrintState.WAITING

    @property
    def busy(self) -> bool:
        """Whether the worker still has something to do."""
        return self.state in BUSY

    @property
    def until(self) -> datetime:
        """Until when it is kept."""
        return self.asked_at + KEPT

    def same(self, other: "PrintJob") -> bool:
        """Whether both ask for the same thing."""
        return all(getattr(self, name) == getattr(other, name) for name in ("membership_id", "kind", "asked"))


def job_for(actor: Actor, kind: str, asked: Mapping[str, object], learners: frozenset[UUID]) -> PrintJob:
    """Return what the actor would ask for. What is None in `asked` was not asked."""
    words = {name: str(value) for name, value in asked.items() if value is not None}
    return PrintJob(new_id(), actor.membership_id, actor.person_id, kind, words, learners)


def ask(actor: Actor, wanted: PrintJob) -> PrintJob:
    """Keep what was asked; the same thing that is being made stays the one. Raises TooOften past forty in a day.

    The caller appends the event and asks the worker, when it is the wanted one.
    """
    own = [each for each in jobs() if each.membership_id == actor.membership_id and each.until > clock.now()]
    made = next((each for each in own if each.busy and each.same(wanted)), None)
    if made:
        return made
    if len(own) >= MOST_A_DAY:
        raise TooOften
    write(wanted)
    return wanted


def make(key: str, work: Callable[[PrintJob, Tell], bytes]) -> None:
    """Make what was asked, in the worker. What was stopped or cannot be leaves no file behind."""
    job = read(UUID(key))
    try:
        if job is not None and change(job.id, PrintState.RUNNING):
            _keep(job.id, work(job, teller(key)))
    except Stopped:
        remove(UUID(key))
    except NoPdf:
        change(UUID(key), PrintState.NO_PDF)
    except NotFound:
        change(UUID(key), PrintState.FAILED)
    except Exception:
        current_app.logger.exception("a PDF could not be made")
        change(UUID(key), PrintState.FAILED)
    finally:
        forget(key)


def _keep(job_id: UUID, pdf: bytes) -> None:
    """Put the file where it is fetched and say so, both or neither. Raises Stopped when it was cancelled meanwhile."""
    path = pdf_of(job_id)
    part = path.with_suffix(".part")
    try:
        part.touch(mode=0o600)
        part.write_bytes(pdf)
        with _alone():
            if read(job_id) is None:
                raise Stopped
            part.replace(path)
            _changed(job_id, PrintState.READY)
    finally:
        part.unlink(missing_ok=True)


def pdf_of(job_id: UUID) -> Path:
    """Return where the PDF of a job is or will be."""
    return _folder() / f"{job_id}.pdf"


def own_job(actor: Actor, job_id: UUID, *kinds: str) -> PrintJob:
    """Return what the actor asked for in this role, of one of these kinds, within its day. Raises NotFound."""
    job = read(job_id)
    if job is None or job.membership_id != actor.membership_id or job.until <= clock.now() or job.kind not in kinds:
        raise NotFound
    return job


def ready_file(job: PrintJob) -> Path:
    """Return the file of a job that is ready. Raises NotFound."""
    path = pdf_of(job.id)
    if job.state != PrintState.READY or not path.is_file():
        raise NotFound
    return path


def jobs() -> Iterator[PrintJob]:
    """Yield everything that was asked for and is not forgotten yet."""
    for path in _folder().glob("*.json"):
        if job := _read(path):
            yield job


def read(job_id: UUID) -> PrintJob | None:
    """Return a job; None when it was cancelled or forgotten."""
    return _read(_asked(job_id))


def write(job: PrintJob) -> None:
    """Keep what was asked, all of it or nothing."""
    path = _asked(job.id)
    part = path.with_suffix(".new")
    part.touch(mode=0o600)
    part.write_text(json.dumps(asdict(job) | {"learners": sorted(map(str, job.learners))}, default=str))
    part.replace(path)


def change(job_id: UUID, state: PrintState) -> bool:
    """Bring a job to a state; return False when it was cancelled or forgotten meanwhile: it does not come back."""
    with _alone():
        return _changed(job_id, state)


def _changed(job_id: UUID, state: PrintState) -> bool:
    job = read(job_id)
    if job is None:
        return False
    write(replace(job, state=state))
    return True


def remove(job_id: UUID) -> None:
    """Remove a job and its file, and what an unfinished one left; what is not there is no error."""
    asked, pdf = _asked(job_id), pdf_of(job_id)
    with _alone():
        for path in (asked, asked.with_suffix(".new"), pdf, pdf.with_suffix(".part")):
            path.unlink(missing_ok=True)


def remove_prints_with(learner_id: UUID) -> None:
    """Remove every PDF that tells of a learner: it would outlive an erasure by a day."""
    for job in list(jobs()):
        if learner_id in job.learners:
            remove(job.id)


def forget_prints() -> int:
    """Remove what is older than a day, with whatever has lost its other half; return how many files went.

    A file whose name was not given here goes in the same way.
    """
    now = clock.now()
    with _alone():
        over: dict[str, bool] = {str(job.id): job.until <= now for job in jobs()}
        return sum(_forget(path, over.get(path.stem), now - KEPT) for path in list(_folder().iterdir()))


def _forget(path: Path, over: bool | None, past: datetime) -> bool:
    """Remove one file when its day is `over`, or when nothing says what it is (None) and it was made before `past`."""
    try:
        going = path.is_file() and (path.stat().st_mtime < past.timestamp() if over is None else over)
    except FileNotFoundError:
        return False
    if going:
        path.unlink(missing_ok=True)
    return going


@contextmanager
def _alone() -> Iterator[None]:
    """Let nobody else, in any process, write or remove meanwhile: what is read here still holds when it is written."""
    lock = os.open(_folder().with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _folder() -> Path:
    settings: Config = current_app.extensions["logbook_config"]
    folder = settings.data / "prints"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _asked(job_id: UUID) -> Path:
    return _folder() / f"{job_id}.json"


def _read(path: Path) -> PrintJob | None:
    """Return what a file says; None when it is gone, or when an earlier release wrote it in another way."""
    try:
        kept: dict[str, Any] = json.loads(path.read_text())
        return PrintJob(
            id=UUID(kept["id"]),
            membership_id=UUID(kept["membership_id"]),
            person_id=UUID(kept["person_id"]),
            kind=kept["kind"],
            asked=kept["asked"],
            learners=frozenset(map(UUID, kept["learners"])),
            asked_at=datetime.fromisoformat(kept["asked_at"]),
            state=PrintState(kept["state"]),
        )
    except (FileNotFoundError, ValueError, KeyError):
        return None
