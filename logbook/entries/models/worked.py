"""Which version of a sheet a learner is working with."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.models import Id, Model, UTCDateTime


class WorkedVersion(Model):
    """The version of a sheet that a learner began with or was moved to: new days and rounds are made with it.

    A newer version changes nothing for who is in the middle of a sheet, until a teacher moves them. `set_by` is who
    moved or first rated them, None for a learner's own first day. A learner of two schools has one in each.
    """

    __tablename__ = "worked_version"
    __table_args__ = (CheckConstraint("number > 0", name="number_positive"),)

    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    sheet_id: Mapped[str] = mapped_column(String(80), ForeignKey("sheet.id"), primary_key=True, index=True)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), primary_key=True)
    number: Mapped[int]
    set_by: Mapped[UUID | None] = mapped_column(Id, ForeignKey("person.id"))
    set_at: Mapped[datetime] = mapped_column(UTCDateTime)
