"""Classes, workplaces and tracks."""

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
