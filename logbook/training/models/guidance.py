"""What a placement needs around it: recognitions, a mentor's conditions, ticked lists, cover, numbers at work."""

from datetime import date as LocalDate
from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime


class Recognition(Model):
    """A workplace recognised for a track with this mentor (another mentor needs another), five years from that day."""

    __tablename__ = "recognition"
    __table_args__ = (Index("ix_recognition_workplace_id_track_id", "workplace_id", "track_id"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    workplace_id: Mapped[UUID] = mapped_column(Id, ForeignKey("workplace.id"))
    track_id: Mapped[str] = mapped_column(String(60), ForeignKey("track.id"))
    mentor_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    recognised_on: Mapped[LocalDate]
    withdrawn_on: Mapped[LocalDate | None]


class MentorCondition(Model):
    """What a mentor must be or have, and on what ground the school holds it to be met; no birth date, no extract."""

    __tablename__ = "mentor_condition"
    __table_args__ = (CheckConstraint("kind IN ('age', 'experience', 'training')", name="kind_known"),)

    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    ground: Mapped[str] = mapped_column(String(12))
    met_on: Mapped[LocalDate]
    recorded_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ChecklistTick(Model):
    """One point of a placement's checklists, done; `note` where the point asks for words (who was present)."""

    __tablename__ = "checklist_tick"

    placement_id: Mapped[UUID] = mapped_column(Id, ForeignKey("placement.id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(60), primary_key=True)
    ticked_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(String(24))
    ticked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    note: Mapped[str | None] = mapped_column(String(300))


class Cover(Model):
    """A second mentor takes over from the first for a while, with a note to hand over by. Both keep seeing all."""

    __tablename__ = "cover"
    __table_args__ = (CheckConstraint("until_date >= from_date", name="dates_in_order"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    placement_id: Mapped[UUID] = mapped_column(Id, ForeignKey("placement.id"), index=True)
    mentor_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    cover_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    from_date: Mapped[LocalDate]
    until_date: Mapped[LocalDate]
    note: Mapped[str] = mapped_column(Text)
    made_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)


class WorkPhone(Model):
    """The number at which a grown-up of the dual team is reached at work, as one school knows it."""

    __tablename__ = "work_phone"

    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), primary_key=True)
    phone: Mapped[str] = mapped_column(String(24))
