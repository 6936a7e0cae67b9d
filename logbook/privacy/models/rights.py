"""What people ask about their data, and what holds it back."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime


class CorrectionState(StrEnum):
    """`done` was put right, `refused` was not, with the reason; the learner may take a question back."""

    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class Correction(Model):
    """A learner, or the guardian, says that something kept about the learner is wrong; the coordinator answers."""

    __tablename__ = "correction"
    __table_args__ = (
        Index("ix_correction_learner_id_asked_at", "learner_id", "asked_at"),
        Index("ix_correction_school_id_state", "school_id", "state"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    asked_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    about: Mapped[str] = mapped_column(String(120))
    words: Mapped[str] = mapped_column(String(1000))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    state: Mapped[str] = mapped_column(String(12), default=CorrectionState.ASKED)
    answer: Mapped[str | None] = mapped_column(String(1000))
    answered_by: Mapped[UUID | None] = mapped_column(Id, ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class LegalHold(Model):
    """A school must keep what it has of somebody for now, for the `reason` given: nothing of it is erased meanwhile."""

    __tablename__ = "legal_hold"
    __table_args__ = (Index("ix_legal_hold_person_id_lifted_at", "person_id", "lifted_at"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(300))
    set_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    set_at: Mapped[datetime] = mapped_column(UTCDateTime)
    lift_reason: Mapped[str | None] = mapped_column(String(300))
    lifted_by: Mapped[UUID | None] = mapped_column(Id, ForeignKey("person.id"))
    lifted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
