"""Rounds and the ratings of them, weeks and their soft skills, and the stage a learner is in."""

from datetime import date as LocalDate
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime


class WeekState(StrEnum):
    """What the mentor said of the week."""

    OPEN = "open"
    APPROVED = "approved"
    REOPENED = "reopened"


class Round(Model):
    """What is rated: a submitted entry makes one; a teacher's visit or school workshop makes one without an entry.

    All marks of a round stand under its stage.
    """

    __tablename__ = "round"
    __table_args__ = (Index("ix_round_learner_id_date", "learner_id", "date"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    sheet_version_id: Mapped[UUID] = mapped_column(Id, ForeignKey("sheet_version.id"))
    placement_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("placement.id"))
    entry_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("entry.id"), unique=True)
    date: Mapped[LocalDate]
    stage: Mapped[str] = mapped_column(String(16))


class Assessment(Model):
    """One rater's ratings of a round: `values` maps criterion id to level id, for checks and criteria alike.

    `on_rev` is the entry's revision that the rater saw. A blind assessment is frozen; a correction after it is a
    second, open one.
    """

    __tablename__ = "assessment"

    round_id: Mapped[UUID] = mapped_column(Id, ForeignKey("round.id"), primary_key=True)
    rater_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    rater_role: Mapped[str] = mapped_column(String(12), primary_key=True)
    blind: Mapped[bool] = mapped_column(primary_key=True, default=False)
    on_rev: Mapped[int | None]
    values: Mapped[dict[str, str]] = mapped_column(JSON)
    rated_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Week(Model):
    """A learner's week at one placement: what the mentor approves. Made on first use.

    `approved_role` tells a teacher who approved in the late mentor's place from the mentor. `seconds` lie between the
    first opening since the week was last open and the approval.
    """

    __tablename__ = "week"
    __table_args__ = (UniqueConstraint("placement_id", "week"), Index("ix_week_learner_id_week", "learner_id", "week"))

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    placement_id: Mapped[UUID] = mapped_column(Id, ForeignKey("placement.id"))
    week: Mapped[int]
    state: Mapped[str] = mapped_column(String(12), default=WeekState.OPEN)
    version: Mapped[int] = mapped_column(default=1)
    opened_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    approved_by: Mapped[UUID | None] = mapped_column(Id, ForeignKey("person.id"))
    approved_role: Mapped[str | None] = mapped_column(String(24))
    approved_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    seconds: Mapped[int | None]


class WeekAssessment(Model):
    """One rater's soft skills of a week: `values` maps item id to level id.

    They stand under the stage with most minutes in that week, which is worked out when they are read or summed. A
    `late` one came from the learner after the week was approved: it is kept beside the other and never counts.
    """

    __tablename__ = "week_assessment"

    week_id: Mapped[UUID] = mapped_column(Id, ForeignKey("week.id"), primary_key=True)
    rater_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    rater_role: Mapped[str] = mapped_column(String(12), primary_key=True)
    late: Mapped[bool] = mapped_column(primary_key=True, default=False)
    sheet_version_id: Mapped[UUID] = mapped_column(Id, ForeignKey("sheet_version.id"))
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    rated_at: Mapped[datetime] = mapped_column(UTCDateTime)


class StageStep(Model):
    """The stage of a learner on a sheet from a date on: the default for the next entries, never retroactive."""

    __tablename__ = "stage_step"
    __table_args__ = (Index("ix_stage_step_learner_id_sheet_id", "learner_id", "sheet_id", "from_date"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    sheet_id: Mapped[str] = mapped_column(String(120), ForeignKey("sheet.id"))
    stage: Mapped[str] = mapped_column(String(16))
    from_date: Mapped[LocalDate]
    set_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    set_at: Mapped[datetime] = mapped_column(UTCDateTime)
