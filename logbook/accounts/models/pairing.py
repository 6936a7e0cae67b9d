"""Phones that a learner was let in on, the codes that let them in, and how often something was tried."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime


class Pairing(Model):
    """A code that pairs one phone with one learner: printed by the school, kept as a keyed hash, once.

    It ends when a phone used it (`device_id`) or when the school printed a newer one.
    """

    __tablename__ = "pairing"
    __table_args__ = (Index("ix_pairing_learner_id_ended_at", "learner_id", "ended_at"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    shared: Mapped[bool]
    asked_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    device_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("paired_device.id"))


class PairedDevice(Model):
    """One phone paired with one learner at one school. `phone_hash` is of the phone's token: learners who share a phone
    have the same one. `tries` counts wrong PINs since the last right one; after five the pairing has ended.
    """

    __tablename__ = "paired_device"
    __table_args__ = (Index("ix_paired_device_learner_id_ended_at", "learner_id", "ended_at"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    phone_hash: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(80))
    shared: Mapped[bool]
    pin_hash: Mapped[str | None] = mapped_column(String(128))
    tries: Mapped[int] = mapped_column(default=0)
    paired_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    paired_at: Mapped[datetime] = mapped_column(UTCDateTime)
    last_use_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Throttle(Model):
    """How often a thing was tried in the window that ends at `ends_at`. `key` is a keyed hash: it names nobody."""

    __tablename__ = "throttle"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    spent: Mapped[int]
