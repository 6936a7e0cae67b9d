"""Visits of the school to a learner's workplace: planned, held with a report, added to; and the school's rhythm."""

from datetime import date as LocalDate
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime


class VisitKind(StrEnum):
    """Where people speak with each other."""

    WORKPLACE = "workplace"
    PHONE = "phone"
    SCHOOL = "school"


class VisitState(StrEnum):
    """A planned visit is held or cancelled; what was held is never changed, only added to."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Visit(Model):
    """One visit about one learner's placement, by one teacher, at `time` (`14:30`). `reason`: why it was cancelled."""

    __tablename__ = "visit"
    __table_args__ = (
        Index("ix_visit_learner_id_date", "learner_id", "date"),
        Index("ix_visit_visitor_id_date", "visitor_id", "date"),
        CheckConstraint("kind IN ('workplace', 'phone', 'school')", name="kind_known"),
        CheckConstraint("state IN ('planned', 'held', 'cancelled')", name="state_known"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    placement_id: Mapped[UUID] = mapped_column(Id, ForeignKey("placement.id"), index=True)
    visitor_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(12))
    date: Mapped[LocalDate]
    time: Mapped[str | None] = mapped_column(String(5))
    state: Mapped[str] = mapped_column(String(12), default=VisitState.PLANNED)
    version: Mapped[int] = mapped_column(default=1)
    reason: Mapped[str | None] = mapped_column(String(300))
    planned_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    planned_at: Mapped[datetime] = mapped_column(UTCDateTime)


class VisitReport(Model):
    """What was said and agreed at a visit, once: by the deed `op_id`. Own ratings are rounds on `sheet_ids`.

    Strong points, work points and commitments are the learner's own rows, named here; they carry the words.
    """

    __tablename__ = "visit_report"

    visit_id: Mapped[UUID] = mapped_column(Id, ForeignKey("visit.id"), primary_key=True)
    op_id: Mapped[UUID] = mapped_column(Id)
    present: Mapped[list[str]] = mapped_column(JSON, default=list)
    text: Mapped[str | None] = mapped_column(Text)
    sheet_ids: Mapped[list[str]] = mapped_column(JSON, default=list)
    remark_ids: Mapped[list[str]] = mapped_column(JSON, default=list)
    commitment_ids: Mapped[list[str]] = mapped_column(JSON, default=list)
    written_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    written_role: Mapped[str] = mapped_column(String(24))
    written_at: Mapped[datetime] = mapped_column(UTCDateTime)


class VisitAddition(Model):
    """Words added to a report afterwards, beside it."""

    __tablename__ = "visit_addition"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    visit_id: Mapped[UUID] = mapped_column(Id, ForeignKey("visit.id"), index=True)
    text: Mapped[str] = mapped_column(String(1000))
    written_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    written_at: Mapped[datetime] = mapped_column(UTCDateTime)


class VisitReading(Model):
    """The learner or the mentor said that they read the report."""

    __tablename__ = "visit_reading"

    visit_id: Mapped[UUID] = mapped_column(Id, ForeignKey("visit.id"), primary_key=True)
    reader_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(24))
    read_at: Mapped[datetime] = mapped_column(UTCDateTime)


class VisitRule(Model):
    """How often a school visits a placement: the first time within `first_weeks`, then every `every_weeks`."""

    __tablename__ = "visit_rule"
    __table_args__ = (
        CheckConstraint("first_weeks BETWEEN 1 AND 52 AND every_weeks BETWEEN 1 AND 52", name="weeks_of_a_year"),
    )

    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), primary_key=True)
    first_weeks: Mapped[int]
    every_weeks: Mapped[int]
    changed_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)
