"""A learner's training plan: which sheet where and when, how it changed, and who agreed with which version."""

from datetime import date as LocalDate
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime


class PlanState(StrEnum):
    """A draft is being made or changed; in an agreed plan the learner and each workplace said yes to what it is now."""

    DRAFT = "draft"
    AGREED = "agreed"


class Place(StrEnum):
    """Where a sheet is learned; an open one is named in the plan and has no place, with or without a reason."""

    SCHOOL = "school"
    WORKPLACE = "workplace"
    SIMULATED = "simulated"
    OPEN = "open"


class TrainingPlan(Model):
    """The plan of one learner for one school year. `version` goes up with every change."""

    __tablename__ = "training_plan"
    __table_args__ = (
        UniqueConstraint("learner_id", "school_id", "starts_on"),
        CheckConstraint("state IN ('draft', 'agreed')", name="state_known"),
        CheckConstraint("ends_on > starts_on", name="dates_in_order"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    starts_on: Mapped[LocalDate]
    ends_on: Mapped[LocalDate]
    state: Mapped[str] = mapped_column(String(8), default=PlanState.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    made_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class PlanItem(Model):
    """A sheet at a place in some weeks (Monday to Sunday, both inclusive), from version `since` of its plan on.

    A change closes the row with `until`, the first version without it, so that what was agreed can be told from what
    is; what nobody agreed with is overwritten.
    """

    __tablename__ = "plan_item"
    __table_args__ = (
        Index("ix_plan_item_plan_id_until", "plan_id", "until"),
        Index("ix_plan_item_learner_id_from_date", "learner_id", "from_date"),
        CheckConstraint("place IN ('school', 'workplace', 'simulated', 'open')", name="place_known"),
        CheckConstraint("until_date >= from_date", name="dates_in_order"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    plan_id: Mapped[UUID] = mapped_column(Id, ForeignKey("training_plan.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    sheet_id: Mapped[str] = mapped_column(String(120), ForeignKey("sheet.id"))
    place: Mapped[str] = mapped_column(String(10))
    placement_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("placement.id"))
    from_date: Mapped[LocalDate | None]
    until_date: Mapped[LocalDate | None]
    note: Mapped[str | None] = mapped_column(String(300))
    position: Mapped[int] = mapped_column(default=0)
    since: Mapped[int]
    until: Mapped[int | None]


class PlanAgreement(Model):
    """That somebody agreed with one version of a plan: the learner, or a mentor for the own placement."""

    __tablename__ = "plan_agreement"
    __table_args__ = (
        Index("ix_plan_agreement_plan_id_version", "plan_id", "version"),
        Index("ix_plan_agreement_learner_id", "learner_id"),
        CheckConstraint("role IN ('learner', 'mentor')", name="role_known"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    plan_id: Mapped[UUID] = mapped_column(Id, ForeignKey("training_plan.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    by_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(String(8))
    placement_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("placement.id"))
    version: Mapped[int]
    agreed_at: Mapped[datetime] = mapped_column(UTCDateTime)
