"""Erasures: what was asked, how far it is, and what is left as its proof."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime


class ErasureScope(StrEnum):
    """A learner's logbook alone, or everything of a person: name, address and sign-in too."""

    LOGBOOK = "logbook"
    PERSON = "person"


class ErasureState(StrEnum):
    """It waits for the worker, runs, and is done; stopping it leaves erased what was erased already."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class Erasure(Model):
    """One erasure at one school: numbers and ids, no words. `done` of `total` entries are erased so far."""

    __tablename__ = "erasure"
    __table_args__ = (Index("ix_erasure_school_id_asked_at", "school_id", "asked_at"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    scope: Mapped[str] = mapped_column(String(8))
    ground: Mapped[str] = mapped_column(String(40))
    asked_by: Mapped[UUID | None] = mapped_column(Id, ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    state: Mapped[str] = mapped_column(String(8), default=ErasureState.WAITING, index=True)
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    media: Mapped[int] = mapped_column(default=0)
    rows: Mapped[int] = mapped_column(default=0)
    events: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
