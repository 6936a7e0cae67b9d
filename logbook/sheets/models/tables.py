"""Sheets and their frozen versions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime


class Sheet(Model):
    """A learning sheet: shipped with the product (no school) or a school's own.

    A sheet of `history` came with a logbook of an earlier school: its records are read, nobody starts on it.
    `latest` is the number of its newest version, kept by whoever adds one; 0 as long as there is none.
    """

    __tablename__ = "sheet"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    school_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("school.id"), index=True)
    history: Mapped[bool] = mapped_column(default=False, server_default=false())
    latest: Mapped[int] = mapped_column(default=0, server_default="0")


class SheetVersion(Model):
    """One published content of a sheet. Never changed: records keep the version they were made with.

    A content may come back under a higher number (a change that was undone), so `sha` is not unique.
    """

    __tablename__ = "sheet_version"
    __table_args__ = (UniqueConstraint("sheet_id", "number"), CheckConstraint("number > 0", name="number_positive"))

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    sheet_id: Mapped[str] = mapped_column(ForeignKey("sheet.id"))
    number: Mapped[int]
    sha: Mapped[str] = mapped_column(String(64))
    content: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    published_at: Mapped[datetime] = mapped_column(UTCDateTime)
    note: Mapped[str] = mapped_column(String(200), default="")
