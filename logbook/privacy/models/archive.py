"""Archives of a learner's logbook: the jobs that make and read them, and the histories that came in."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime


class JobKind(StrEnum):
    """An archive that is made, or one that came from elsewhere."""

    EXPORT = "export"
    IMPORT = "import"


class JobState(StrEnum):
    """`waiting` and `running` are the worker's; an import rests as `checked` until somebody applies or drops it.

    An export ends `ready`, an import `applied`; either can end `failed`, `cancelled` or `expired`.
    """

    WAITING = "waiting"
    RUNNING = "running"
    READY = "ready"
    CHECKED = "checked"
    APPLYING = "applying"
    APPLIED = "applied"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


BUSY = frozenset({JobState.WAITING, JobState.RUNNING, JobState.APPLYING})
"""States in which the worker still has something to do."""


class ArchiveJob(Model):
    """One archive being made for somebody, or being taken in. The file lies beside the database, named by the id.

    `problem` names why it failed, `found` holds what an import's preview shows. `learner_id` is None for an import that
    has no learner yet. How far the work is, `web.jobs` knows.
    """

    __tablename__ = "archive_job"
    __table_args__ = (
        Index("ix_archive_job_learner_id_asked_at", "learner_id", "asked_at"),
        Index("ix_archive_job_school_id_kind_asked_at", "school_id", "kind", "asked_at"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    learner_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(12), default=JobState.WAITING, index=True)
    asked_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    asked_role: Mapped[str] = mapped_column(String(24))
    membership_id: Mapped[UUID] = mapped_column(Id, ForeignKey("membership.id"))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    size: Mapped[int | None]
    problem: Mapped[str | None] = mapped_column(String(40))
    found: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class History(Model):
    """A learner's logbook of an earlier school, as it came in: from where, signed by which key, how much.

    Its placements and entries carry this id as `history_id`, and are read and never changed.
    """

    __tablename__ = "history"
    __table_args__ = (UniqueConstraint("school_id", "source_learner_id"), Index("ix_history_learner_id", "learner_id"))

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    archive_id: Mapped[UUID] = mapped_column(Id)
    source_learner_id: Mapped[UUID] = mapped_column(Id)
    source_school: Mapped[str] = mapped_column(String(120))
    key_fingerprint: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    imported_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    imported_at: Mapped[datetime] = mapped_column(UTCDateTime)
    counts: Mapped[dict[str, Any]] = mapped_column(JSON)
