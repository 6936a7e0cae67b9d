"""Who learns where, with whom, on which sheets."""

from datetime import date as LocalDate
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model


class Placement(Model):
    """A learner at a workplace for a track. `weekdays` are ISO numbers, Monday is 1, as text: `"125"`.

    One with a `history_id` came in with a logbook of an earlier school: it is read and nothing of it changes.
    """

    __tablename__ = "placement"
    __table_args__ = (
        CheckConstraint("until_date IS NULL OR until_date >= from_date", name="dates_in_order"),
        CheckConstraint("agreement_kind IN ('oao', 'sao')", name="agreement_known"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), index=True)
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), index=True)
    workplace_id: Mapped[UUID] = mapped_column(Id, ForeignKey("workplace.id"), index=True)
    track_id: Mapped[str] = mapped_column(String(60), ForeignKey("track.id"))
    agreement_kind: Mapped[str] = mapped_column(String(3))
    from_date: Mapped[LocalDate]
    until_date: Mapped[LocalDate | None]
    weekdays: Mapped[str] = mapped_column(String(7))
    hours_per_week: Mapped[int]
    history_id: Mapped[UUID | None] = mapped_column(Id)


class PlacementMember(Model):
    """A mentor or supervisor of a placement, between two dates. `sheets` are the sheet ids given to a supervisor.

    `over_limit` is the coordinator's reason for giving a mentor more than three learners at the same time.
    """

    __tablename__ = "placement_member"
    __table_args__ = (Index("ix_placement_member_person_id", "person_id"),)

    placement_id: Mapped[UUID] = mapped_column(Id, ForeignKey("placement.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(24), primary_key=True)
    main: Mapped[bool] = mapped_column(default=False)
    from_date: Mapped[LocalDate]
    until_date: Mapped[LocalDate | None]
    sheets: Mapped[list[str]] = mapped_column(JSON, default=list)
    over_limit: Mapped[str | None] = mapped_column(Text)


class AssignedSheet(Model):
    """A sheet that a learner works on, in the order in which *Vandaag* offers it."""

    __tablename__ = "assigned_sheet"

    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    sheet_id: Mapped[str] = mapped_column(String(120), ForeignKey("sheet.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)
