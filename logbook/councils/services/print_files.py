"""Where the PDFs of classes lie: in a folder beside the database, for the server's user alone, for one day.

A document of a whole class is a passing thing of who asked for it: what was asked stands in a small file beside it, and
no table holds it. Both go together.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from logbook.config import Config
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.extensions import db
from logbook.training.models import ClassMember

KEPT = timedelta(days=1)


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
    """A PDF that somebody asked for: of a class over a period, or of a closed council as it was frozen."""

    id: UUID
    membership_id: UUID
    person_id: UUID
    class_id: UUID
    first: date | None
    last: date | None
    council_id: UUID | None
    asked_at: datetime
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
        names = ("membership_id", "class_id", "first", "last", "council_id")
        return all(getattr(self, name) == getattr(other, name) for name in names)


def pdf_of(job_id: UUID) -> Path:
    """Return where the PDF of a job is or will be."""
    return _folder() / f"{job_id}.pdf"


def own_job(actor: Actor, job_id: UUID) -> PrintJob:
    """Return what the actor asked for in this role, within its day. Raises NotFound."""
    job = read(job_id)
    if job is None or job.membership_id != actor.membership_id or job.until <= clock.now():
        raise NotFound
    return job


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
    part.write_text(json.dumps(asdict(job), default=str))
    part.replace(path)


def change(job_id: UUID, state: PrintState) -> bool:
    """Bring a job to a state; return False when it was cancelled meanwhile."""
    job = read(job_id)
    if job is None:
        return False
    write(replace(job, state=state))
    return True


def remove(job_id: UUID) -> None:
    """Remove a job and its file, and what an unfinished one left; what is not there is no error."""
    asked, pdf = _asked(job_id), pdf_of(job_id)
    for path in (asked, asked.with_suffix(".new"), pdf, pdf.with_suffix(".part")):
        path.unlink(missing_ok=True)


def remove_prints_with(learner_id: UUID) -> None:
    """Remove every PDF of a class that a learner is or was in: they would outlive an erasure by a day."""
    classes = set(db.session.scalars(select(ClassMember.class_id).where(ClassMember.person_id == learner_id)))
    for job in list(jobs()):
        if job.class_id in classes:
            remove(job.id)


def forget_prints() -> int:
    """Remove what is older than a day, with whatever has lost its other half; return how many files went."""
    past, gone = (clock.now() - KEPT).timestamp(), 0
    over = {str(job.id) for job in jobs() if job.until <= clock.now()}
    for path in _folder().iterdir():
        if path.stem in over or (path.stat().st_mtime < past and not _asked(UUID(path.stem)).exists()):
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _folder() -> Path:
    settings: Config = current_app.extensions["logbook_config"]
    folder = settings.data / "prints"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _asked(job_id: UUID) -> Path:
    return _folder() / f"{job_id}.json"


def _read(path: Path) -> PrintJob | None:
    try:
        kept: dict[str, Any] = json.loads(path.read_text())
    except FileNotFoundError:
        return None
    return PrintJob(
        id=UUID(kept["id"]),
        membership_id=UUID(kept["membership_id"]),
        person_id=UUID(kept["person_id"]),
        class_id=UUID(kept["class_id"]),
        first=_date(kept["first"]),
        last=_date(kept["last"]),
        council_id=UUID(kept["council_id"]) if kept["council_id"] else None,
        asked_at=datetime.fromisoformat(kept["asked_at"]),
        state=PrintState(kept["state"]),
    )


def _date(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None
