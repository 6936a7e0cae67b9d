"""Seals over events: one chain of hashes for each school, which shows a change, a gap or a removal afterwards."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime

INSTALLATION = UUID(int=0)
"""The chain of the events that belong to no school: what commands did."""


class EventSeal(Model):
    """The place of one event in its school's chain. Triggers of the database refuse every change but one.

    `digest` is the SHA-256 of salt and event, `chain` that of the chain before it, the sequence and the digest.
    Dropping an event (`drop_id`) takes the salt with it: the digest says nothing any more, and the chain still checks.
    """

    __tablename__ = "event_seal"

    chain_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    event_id: Mapped[UUID] = mapped_column(Id, unique=True)
    salt: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    digest: Mapped[str] = mapped_column(String(64))
    chain: Mapped[str] = mapped_column(String(64))
    sealed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    drop_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("event_drop.id"), index=True)


class EventDrop(Model):
    """Why and when events were dropped. How many is told by a sealed event of its own, which the check compares."""

    __tablename__ = "event_drop"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("school.id"))
    ground: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
