"""Schools, companies, people and their roles."""

from datetime import date as LocalDate
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model


class School(Model):
    """A school with its own rules. Everything of a school carries its id; no query crosses schools."""

    __tablename__ = "school"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(120))
    blind_first: Mapped[bool] = mapped_column(default=False)
    late_entry_days: Mapped[int] = mapped_column(default=7)
    mentor_late_days: Mapped[int] = mapped_column(default=7)
    guardians_read: Mapped[bool] = mapped_column(default=False)


class SchoolYear(Model):
    """1 September to 31 August."""

    __tablename__ = "school_year"
    __table_args__ = (UniqueConstraint("school_id", "starts_on"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    starts_on: Mapped[LocalDate]
    ends_on: Mapped[LocalDate]


class Company(Model):
    """A company as one school knows it."""

    __tablename__ = "company"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))


class Person(Model):
    """Somebody, once for all schools; found only by a verified identity. `handle` exists for the demo's cast alone."""

    __tablename__ = "person"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    given_name: Mapped[str] = mapped_column(String(60))
    family_name: Mapped[str] = mapped_column(String(60))
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    handle: Mapped[str | None] = mapped_column(String(40), unique=True)
    born_on: Mapped[LocalDate | None]
    language: Mapped[str] = mapped_column(String(2), default="nl")
    theme: Mapped[str] = mapped_column(String(5), default="")

    @property
    def name(self) -> str:
        """The name as people say it."""
        return f"{self.given_name} {self.family_name}"


class Membership(Model):
    """One role of one person at a school, or at a company of it, between two dates (`until` inclusive)."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("person_id", "school_id", "role", "company_id", "from_date"),
        CheckConstraint("until_date IS NULL OR until_date >= from_date", name="dates_in_order"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), index=True)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), index=True)
    company_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("company.id"))
    role: Mapped[str] = mapped_column(String(24))
    from_date: Mapped[LocalDate]
    until_date: Mapped[LocalDate | None]


class Guardianship(Model):
    """A guardian of a minor learner."""

    __tablename__ = "guardianship"

    guardian_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))


class Installation(Model):
    """One row for the whole database: is it a demo, and which epoch is it (changes when a backup is restored)."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True)
    demo: Mapped[bool] = mapped_column(default=False)
    epoch: Mapped[UUID] = mapped_column(Id, default=new_id)
