"""What phones sent and we could not take."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.models import Id, Model, UTCDateTime


class RejectedOp(Model):
    """A deed that was refused for its content: kept as it came, so that no words are lost with the phone."""

    __tablename__ = "rejected_op"

    op_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    url: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    problem: Mapped[dict[str, Any]] = mapped_column(JSON)
    received_at: Mapped[datetime] = mapped_column(UTCDateTime)
