"""What a teacher lets wait, what a school calls late, saved views of a class, and until when its news was read."""

from datetime import date as LocalDate
from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime

KIND_LENGTH = 24
NOTE_LENGTH = 300
NAME_LENGTH = 40

_OPEN = text("ended_at IS NULL")


class AttentionSnooze(Model):
    """One reason to look at a learner that may wait until a day (inclusive), and why.

    `n` is how far it was then: what gets clearly worse comes back before that day. It ends by itself on the day after.
    """

    __tablename__ = "attention_snooze"
    __table_args__ = (
        Index(
            "ix_attention_snooze_one_open",
            "learner_id",
            "school_id",
            "kind",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        CheckConstraint("n >= 0", name="n_not_negative"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(KIND_LENGTH))
    n: Mapped[int]
    until: Mapped[LocalDate]
    note: Mapped[str | None] = mapped_column(String(NOTE_LENGTH))
    snoozed_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    snoozed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_by: Mapped[UUID | None] = mapped_column(Id, ForeignKey("person.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class AttentionLimits(Model):
    """From when on a school looks: `limits` maps the name of a limit to its number; what is not in it is as usual."""

    __tablename__ = "attention_limits"

    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    limits: Mapped[dict[str, int]] = mapped_column(JSON)
    changed_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ClassFilter(Model):
    """A way of looking at a class that somebody saved under a name: who is shown, which week, in which order."""

    __tablename__ = "class_filter"
    __table_args__ = (UniqueConstraint("person_id", "school_id", "name"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    show: Mapped[str] = mapped_column(String(16), default="")
    weeks: Mapped[str] = mapped_column(String(8), default="this")
    sort: Mapped[str] = mapped_column(String(8), default="need")


class ClassSeen(Model):
    """Until which moment somebody has read what is new in a class."""

    __tablename__ = "class_seen"

    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    class_id: Mapped[UUID] = mapped_column(Id, ForeignKey("class_group.id"), primary_key=True)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    until: Mapped[datetime] = mapped_column(UTCDateTime)
