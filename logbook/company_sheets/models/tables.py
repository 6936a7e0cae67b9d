"""Company sheets and their photos."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime


class CompanySheet(Model):
    """What one workplace adds to one sheet, whichever its version; `version` counts the saves.

    `content` has `material`, `timing` and `note`, `steps` (step id to the workplace's own words) and `elsewhere` (id of
    a criterion or step to `by`, a Where, and `who`). It may name ids that the sheet no longer has.
    """

    __tablename__ = "company_sheet"
    __table_args__ = (
        UniqueConstraint("workplace_id", "sheet_id"),
        CheckConstraint("version > 0", name="version_counts"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), index=True)
    workplace_id: Mapped[UUID] = mapped_column(Id, ForeignKey("workplace.id"))
    sheet_id: Mapped[str] = mapped_column(String(80), ForeignKey("sheet.id"), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(default=1)
    made_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class CompanySheetPhoto(Model):
    """A photo of the workplace's material or way of working, with what it shows in words (`alt`)."""

    __tablename__ = "company_sheet_photo"

    photo_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school_photo.id"), primary_key=True)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), index=True)
    company_sheet_id: Mapped[UUID] = mapped_column(Id, ForeignKey("company_sheet.id"), index=True)
    alt: Mapped[str] = mapped_column(String(200))
    added_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    added_at: Mapped[datetime] = mapped_column(UTCDateTime)
