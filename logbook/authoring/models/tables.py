"""Drafts of sheets: what teachers of a school are making, before it is a version."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime


class SheetDraft(Model):
    """A sheet that a school is making or changing: one for each of its sheets, that all its teachers share.

    `sheet_id` is None for a sheet that was never published, `base_number` the version that the draft began from.
    `content` is in the sheet format and may be incomplete or wrong. `version` counts the changes. Publishing takes the
    row away, and the sheet's new version has its id.
    """

    __tablename__ = "sheet_draft"
    __table_args__ = (UniqueConstraint("school_id", "sheet_id"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    sheet_id: Mapped[str | None] = mapped_column(String(80), ForeignKey("sheet.id"))
    base_number: Mapped[int | None]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(default=1)
    made_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)

    @property
    def title(self) -> dict[str, Any]:
        """The title as far as there is one: the content may be anything."""
        title = self.content.get("title")
        return title if isinstance(title, dict) else {}
