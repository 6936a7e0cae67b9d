"""Remarks, commitments, and weeks that a mentor signed on the learner's phone."""

from datetime import date as LocalDate
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime


class RemarkKind(StrEnum):
    """What the printed form calls them; a note is what neither fits."""

    STRONG_POINT = "strong_point"
    WORK_POINT = "work_point"
    NOTE = "note"


class CommitmentState(StrEnum):
    """A commitment comes back every week until it is done or dropped."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class SignatureState(StrEnum):
    """What became of a signature. Only an open one waits for its mentor; an open one that is too old counts no more."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    REPLACED = "replaced"


_OPEN = text("state = 'open'")


class Remark(Model):
    """A strong point, a work point with a concrete example, or a note, on a week, a round or a soft skill."""

    __tablename__ = "remark"
    __table_args__ = (
        Index("ix_remark_learner_id_date", "learner_id", "date"),
        CheckConstraint("kind IN ('strong_point', 'work_point', 'note')", name="kind_known"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    placement_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("placement.id"))
    week_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("week.id"), index=True)
    round_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("round.id"))
    criterion_id: Mapped[str | None] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(String(500))
    example: Mapped[str | None] = mapped_column(String(500))
    date: Mapped[LocalDate]
    author_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    author_role: Mapped[str] = mapped_column(String(24))
    written_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Commitment(Model):
    """An "afspraak": what, who does it, by when."""

    __tablename__ = "commitment"
    __table_args__ = (Index("ix_commitment_learner_id_state", "learner_id", "state"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    placement_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("placement.id"))
    week_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("week.id"))
    text: Mapped[str] = mapped_column(String(500))
    owner_role: Mapped[str] = mapped_column(String(24))
    due_on: Mapped[LocalDate]
    state: Mapped[str] = mapped_column(String(8), default=CommitmentState.OPEN)
    made_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    closed_by: Mapped[UUID | None] = mapped_column(Id, ForeignKey("person.id"))
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class WeekSignature(Model):
    """A week that a mentor signed on the learner's phone: it counts for nothing until confirmed from the mentor's mail.

    `said` is the review as the week's form brings it, with the versions that it speaks of. The link that confirms is
    kept hashed, and works for the address that the mentor had (`address_sha256`) only as long as that is the address.
    """

    __tablename__ = "week_signature"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'confirmed', 'refused', 'replaced')", name="state_known"),
        Index(
            "ix_week_signature_one_open",
            "placement_id",
            "week",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), index=True)
    placement_id: Mapped[UUID] = mapped_column(Id, ForeignKey("placement.id"))
    week: Mapped[int]
    mentor_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), index=True)
    address_sha256: Mapped[str] = mapped_column(String(64))
    signed_name: Mapped[str] = mapped_column(String(120))
    said: Mapped[dict[str, Any]] = mapped_column(JSON)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[str] = mapped_column(String(12), default=SignatureState.OPEN)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
