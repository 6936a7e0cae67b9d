"""What both sides say of a learner's days, holidays that were worked, and secret addresses of calendars."""

from datetime import date as LocalDate
from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime

SIDES = ("workplace", "school")


class DayStatement(Model):
    """What the workplace, or the school, says that a learner's day was, beside what the learner said; who and when."""

    __tablename__ = "day_statement"
    __table_args__ = (
        CheckConstraint("side IN ('workplace', 'school')", name="side_known"),
        CheckConstraint("minutes IS NULL OR (minutes >= 0 AND minutes <= 1440)", name="minutes_of_a_day"),
    )

    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    date: Mapped[LocalDate] = mapped_column(primary_key=True)
    side: Mapped[str] = mapped_column(String(10), primary_key=True)
    status: Mapped[str] = mapped_column(String(12))
    minutes: Mapped[int | None]
    said_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    said_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Compensation(Model):
    """A holiday that was worked, and the workday that is free for it: in the same school year, by 30 June."""

    __tablename__ = "compensation"
    __table_args__ = (Index("ix_compensation_learner_id_taken_on", "learner_id", "taken_on", unique=True),)

    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    worked_on: Mapped[LocalDate] = mapped_column(primary_key=True)
    taken_on: Mapped[LocalDate]
    agreed_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    agreed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class CalendarFeed(Model):
    """A secret address of a calendar, of a class or of one learner, kept hashed; it reads what its maker may read."""

    __tablename__ = "calendar_feed"
    __table_args__ = (
        CheckConstraint("(class_id IS NULL) <> (learner_id IS NULL)", name="of_one_thing"),
        Index("ix_calendar_feed_membership_id", "membership_id"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    membership_id: Mapped[UUID] = mapped_column(Id, ForeignKey("membership.id"))
    class_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("class_group.id"))
    learner_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
