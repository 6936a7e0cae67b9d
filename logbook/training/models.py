"""Classes, workplaces, tracks, placements, assigned sheets, days."""

from datetime import date as LocalDate
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model


class ClassGroup(Model):
    """A class in one school year, until that ends or until `until_date`, for a track when it is one track's."""

    __tablename__ = "class_group"
    __table_args__ = (UniqueConstraint("school_year_id", "name"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), index=True)
    school_year_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school_year.id"))
    name: Mapped[str] = mapped_column(String(40))
    track_id: Mapped[str | None] = mapped_column(String(60), ForeignKey("track.id"))
    until_date: Mapped[LocalDate | None]


class ClassMember(Model):
    """Who belongs to a class, as learner, teacher or counsellor, between two dates (`until` inclusive)."""

    __tablename__ = "class_member"
    __table_args__ = (Index("ix_class_member_person_id_role", "person_id", "role"),)

    class_id: Mapped[UUID] = mapped_column(Id, ForeignKey("class_group.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(24), primary_key=True)
    from_date: Mapped[LocalDate] = mapped_column(primary_key=True)
    until_date: Mapped[LocalDate | None]


class Workplace(Model):
    """A company's establishment, or a training centre (`kind = simulated`; its hours count as workplace hours)."""

    __tablename__ = "workplace"
    __table_args__ = (CheckConstraint("kind IN ('company', 'simulated')", name="kind_known"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), index=True)
    company_id: Mapped[UUID] = mapped_column(Id, ForeignKey("company.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(12), default="company")
    address: Mapped[str | None] = mapped_column(String(200))
    until_date: Mapped[LocalDate | None]


class Track(Model):
    """A course of dual learning; `name` in three languages."""

    __tablename__ = "track"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[dict[str, Any]] = mapped_column(JSON)
    hours_per_week: Mapped[int | None]
    agreement_kind: Mapped[str | None] = mapped_column(String(3))


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
    """A mentor or supervisor of a placement, between two dates. `sheets` are the sheet ids given to a supervisor."""

    __tablename__ = "placement_member"
    __table_args__ = (Index("ix_placement_member_person_id", "person_id"),)

    placement_id: Mapped[UUID] = mapped_column(Id, ForeignKey("placement.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(24), primary_key=True)
    main: Mapped[bool] = mapped_column(default=False)
    from_date: Mapped[LocalDate]
    until_date: Mapped[LocalDate | None]
    sheets: Mapped[list[str]] = mapped_column(JSON, default=list)


class AssignedSheet(Model):
    """A sheet that a learner works on, in the order in which *Vandaag* offers it."""

    __tablename__ = "assigned_sheet"

    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    sheet_id: Mapped[str] = mapped_column(String(120), ForeignKey("sheet.id"), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)


class Day(Model):
    """What a learner's local date was: at work, simulated, at school, sick, on holiday or absent; never a reason."""

    __tablename__ = "day"
    __table_args__ = (
        CheckConstraint("minutes IS NULL OR (minutes >= 0 AND minutes <= 1440)", name="minutes_of_a_day"),
    )

    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    date: Mapped[LocalDate] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(12))
    minutes: Mapped[int | None]
    set_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    confirmed_by: Mapped[UUID | None] = mapped_column(Id, ForeignKey("person.id"))


DAY_STATUSES = ("workplace", "simulated", "school", "sick", "holiday", "absent")
