"""Lessons that a teacher makes of what learners need: what, when, with whom, and what was done."""

from datetime import date as LocalDate
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime


class LessonKind(StrEnum):
    """What a lesson is for: to catch up, or to go further."""

    REMEDIATION = "remediation"
    DEEPENING = "deepening"


class LessonState(StrEnum):
    """A planned lesson changes or is dropped; a held one has what was done in it; a closed one stays as it is."""

    PLANNED = "planned"
    HELD = "held"
    CLOSED = "closed"
    DROPPED = "dropped"


class Outcome(StrEnum):
    """What became of one learner's place in a lesson."""

    TOOK_PART = "took_part"
    ABSENT = "absent"
    NOT_NEEDED = "not_needed"


class Lesson(Model):
    """A lesson on criteria of one sheet, for learners of one class. `criteria` are ids on `sheet_version_id`.

    `ended_by` and `ended_at` say who closed or dropped it. Its plan is about the lesson, never about one learner.
    """

    __tablename__ = "lesson"
    __table_args__ = (
        Index("ix_lesson_class_id_date", "class_id", "date"),
        CheckConstraint("kind IN ('remediation', 'deepening')", name="kind_known"),
        CheckConstraint("state IN ('planned', 'held', 'closed', 'dropped')", name="state_known"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    class_id: Mapped[UUID] = mapped_column(Id, ForeignKey("class_group.id"))
    sheet_version_id: Mapped[UUID] = mapped_column(Id, ForeignKey("sheet_version.id"))
    criteria: Mapped[list[str]] = mapped_column(JSON)
    kind: Mapped[str] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(String(120))
    date: Mapped[LocalDate]
    place: Mapped[str | None] = mapped_column(String(120))
    plan: Mapped[str | None] = mapped_column(String(1000))
    state: Mapped[str] = mapped_column(String(8), default=LessonState.PLANNED)
    version: Mapped[int] = mapped_column(default=1)
    made_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_by: Mapped[UUID | None] = mapped_column(Id, ForeignKey("person.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class LessonLearner(Model):
    """A learner's place in a lesson. `date` is the lesson's, by which the row belongs to a school year."""

    __tablename__ = "lesson_learner"
    __table_args__ = (
        Index("ix_lesson_learner_learner_id_date", "learner_id", "date"),
        CheckConstraint("outcome IN ('took_part', 'absent', 'not_needed')", name="outcome_known"),
    )

    lesson_id: Mapped[UUID] = mapped_column(Id, ForeignKey("lesson.id"), primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    date: Mapped[LocalDate]
    outcome: Mapped[str | None] = mapped_column(String(12))
    note: Mapped[str | None] = mapped_column(String(300))
