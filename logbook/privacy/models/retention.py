"""How long what is kept, where a school changed it, and what the daily job did."""

from datetime import date as LocalDate
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime


class Unit(StrEnum):
    """`school_years` counts to 31 August: 1 is that of the school year after the one in which it was made."""

    DAYS = "days"
    MONTHS = "months"
    SCHOOL_YEARS = "school_years"
    YEARS = "years"


class RetentionRule(Model):
    """A school's own period for one class of documents, with the rule that it rests on and that rule's date."""

    __tablename__ = "retention_rule"

    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), primary_key=True)
    document: Mapped[str] = mapped_column(String(24), primary_key=True)
    amount: Mapped[int]
    unit: Mapped[str] = mapped_column(String(12))
    source: Mapped[str] = mapped_column(String(200))
    source_on: Mapped[LocalDate]
    changed_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class RetentionRun(Model):
    """What one run erased at a school, or would have: `counts` maps a class of documents to a number."""

    __tablename__ = "retention_run"
    __table_args__ = (Index("ix_retention_run_school_id_ran_at", "school_id", "ran_at"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    ran_at: Mapped[datetime] = mapped_column(UTCDateTime)
    dry: Mapped[bool]
    counts: Mapped[dict[str, Any]] = mapped_column(JSON)
