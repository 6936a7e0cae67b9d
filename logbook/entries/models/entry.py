"""Entries, their revisions, drafts, and the deeds (ops) with their receipts."""

from datetime import date as LocalDate
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.models import Id, Model, UTCDateTime


class EntryState(StrEnum):
    """`draft` is a withdrawn entry: it was submitted once and its revisions stay.

    `held` is one that was made while its learner was not in the placement: stored, and the teacher decides.
    """

    HELD = "held"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    REOPENED = "reopened"


EDITABLE = frozenset(EntryState) - {EntryState.APPROVED}
WITH_LEARNER = frozenset({EntryState.DRAFT, EntryState.HELD})
"""States of an entry that nobody rates: its round counts in no sum and in no view."""


class Entry(Model):
    """A learner's work on one sheet version on one day: the paper form's column. Its words live in the revisions.

    `placement_id` is None for work at school. `rev` counts the revisions, without a gap; `current_rev` is the one that
    counts (a later one may have been kept for somebody's choice); `approved_rev` the one that was approved. One with a
    `history_id` came in with a logbook of an earlier school: it is read and never changed.
    """

    __tablename__ = "entry"
    __table_args__ = (
        Index("ix_entry_learner_id_week", "learner_id", "week"),
        Index("ix_entry_placement_id_week", "placement_id", "week"),
        CheckConstraint("current_rev >= 1 AND current_rev <= rev", name="current_rev_exists"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    placement_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("placement.id"))
    sheet_version_id: Mapped[UUID] = mapped_column(Id, ForeignKey("sheet_version.id"))
    date: Mapped[LocalDate]
    week: Mapped[int]
    state: Mapped[str] = mapped_column(String(12))
    rev: Mapped[int]
    current_rev: Mapped[int]
    minutes: Mapped[int | None]
    late: Mapped[bool] = mapped_column(default=False)
    submitted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    approved_rev: Mapped[int | None]
    approved_by: Mapped[UUID | None] = mapped_column(Id, ForeignKey("person.id"))
    approved_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    return_reason: Mapped[str | None] = mapped_column(String(500))
    history_id: Mapped[UUID | None] = mapped_column(Id)


class EntryRevision(Model):
    """What the learner handed in, append-only: nothing that was submitted is ever changed or deleted."""

    __tablename__ = "entry_revision"

    entry_id: Mapped[UUID] = mapped_column(Id, ForeignKey("entry.id"), primary_key=True)
    rev: Mapped[int] = mapped_column(primary_key=True)
    op_id: Mapped[UUID] = mapped_column(Id, ForeignKey("op.id"))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    verdict: Mapped[str] = mapped_column(String(20))
    received_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ErasedEntry(Model):
    """What is left of an entry that was erased under the privacy rules, so that a late phone cannot bring it back."""

    __tablename__ = "erased_entry"

    entry_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    sha: Mapped[str] = mapped_column(String(64))
    ground: Mapped[str] = mapped_column(String(40))
    erased_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Op(Model):
    """One deed of one person, made once on the device: the same id and content again gets the same receipt.

    `receipt` keeps of it what the other columns do not say.
    """

    __tablename__ = "op"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    sha: Mapped[str] = mapped_column(String(64))
    receipt: Mapped[dict[str, Any]] = mapped_column(JSON)
    received_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Draft(Model):
    """What somebody has typed and not handed in: overwritten in place, no events, read by its author only."""

    __tablename__ = "draft"

    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    thing: Mapped[str] = mapped_column(String(24), primary_key=True)
    thing_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    date: Mapped[LocalDate | None]
    sheet_version_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("sheet_version.id"))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime)
