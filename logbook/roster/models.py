"""Imports of a roster, and what the school's other programs call its people."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime

STATES = ("ready", "applying", "applied", "cancelled", "undoing", "undone")


class RosterImport(Model):
    """A file that somebody sent in: its rows until it is applied or dropped, and then what undoing it takes."""

    __tablename__ = "roster_import"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state_known"),
        Index("ix_roster_import_school_id_made_at", "school_id", "made_at"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    school_year_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school_year.id"))
    by_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    name: Mapped[str] = mapped_column(String(120))
    ends: Mapped[bool]
    state: Mapped[str] = mapped_column(String(12))
    rows: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    problems: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    agreed: Mapped[str | None] = mapped_column(String(64))
    counts: Mapped[dict[str, int] | None] = mapped_column(JSON)
    undo: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    applied_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class SourceId(Model):
    """What another program of the school calls somebody: the number by which a later file finds the same person."""

    __tablename__ = "source_id"

    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), primary_key=True)
    source_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), index=True)
