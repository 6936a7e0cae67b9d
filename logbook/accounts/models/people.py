"""Schools, companies, people and their roles."""

from datetime import date as LocalDate
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, event, false, true
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime
from logbook.core.texts import searchable


class School(Model):
    """A school with its own rules. Everything of a school carries its id; no query crosses schools.

    `privacy_contact` is whom a pupil asks about the own data: a name, an address or a telephone number.
    `quality_level` is the level of ISO 5817 or ISO 10042 by which its welds are judged: B, C or D, None while unchosen.
    """

    __tablename__ = "school"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(120))
    blind_first: Mapped[bool] = mapped_column(default=False)
    late_entry_days: Mapped[int] = mapped_column(default=7)
    mentor_late_days: Mapped[int] = mapped_column(default=7)
    guardians_read: Mapped[bool] = mapped_column(default=False)
    second_factor: Mapped[bool] = mapped_column(default=True, server_default=true())
    privacy_contact: Mapped[str | None] = mapped_column(String(254))
    quality_level: Mapped[str | None] = mapped_column(String(1))


class SchoolYear(Model):
    """1 September to 31 August."""

    __tablename__ = "school_year"
    __table_args__ = (UniqueConstraint("school_id", "starts_on"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    starts_on: Mapped[LocalDate]
    ends_on: Mapped[LocalDate]


class SchoolHoliday(Model):
    """Days without school or workplace for the whole school, both dates inclusive."""

    __tablename__ = "school_holiday"
    __table_args__ = (
        CheckConstraint("last >= first", name="dates_in_order"),
        Index("ix_school_holiday_school_id_first", "school_id", "first"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    first: Mapped[LocalDate]
    last: Mapped[LocalDate]
    name: Mapped[str] = mapped_column(String(60))


class Company(Model):
    """A company as one school knows it; after `until_date` (inclusive) nobody new is placed there.

    Without `photos_allowed` no photo is taken there, and none of its entries takes one.
    """

    __tablename__ = "company"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    until_date: Mapped[LocalDate | None]
    photos_allowed: Mapped[bool] = mapped_column(default=True, server_default=true())


def _search_of_row(context: Any) -> str:
    row = context.get_current_parameters()
    return searchable(row["family_name"], row["given_name"], row.get("email"))


class Person(Model):
    """Somebody, once for all schools; found only by a verified identity. `handle` exists for the demo's cast alone.

    `search` is family name, given name and address as they are looked for and sorted by. It follows them by itself,
    whether a row comes alone or by the thousand.
    """

    __tablename__ = "person"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    given_name: Mapped[str] = mapped_column(String(60))
    family_name: Mapped[str] = mapped_column(String(60))
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    handle: Mapped[str | None] = mapped_column(String(40), unique=True)
    born_on: Mapped[LocalDate | None]
    search: Mapped[str] = mapped_column(Text, default=_search_of_row, server_default="", index=True)
    language: Mapped[str] = mapped_column(String(2), default="nl")
    theme: Mapped[str] = mapped_column(String(5), default="")
    large_print: Mapped[bool] = mapped_column(default=False, server_default=false())
    easy_mode: Mapped[bool] = mapped_column(default=False, server_default=false())

    @property
    def name(self) -> str:
        """The name as people say it."""
        return f"{self.given_name} {self.family_name}"


@event.listens_for(Person, "before_update")
def _search_anew(_mapper: object, _connection: object, person: Person) -> None:
    person.search = searchable(person.family_name, person.given_name, person.email)


class Membership(Model):
    """One role of one person at a school, or at a company of it, between two dates (`until` inclusive).

    `confidential_at` is when the person promised, in this role, to keep what a learner's logbook says to themselves.
    """

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("person_id", "school_id", "role", "company_id", "from_date"),
        CheckConstraint("until_date IS NULL OR until_date >= from_date", name="dates_in_order"),
        Index("ix_membership_school_id_role", "school_id", "role"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), index=True)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), index=True)
    company_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("company.id"))
    role: Mapped[str] = mapped_column(String(24))
    from_date: Mapped[LocalDate]
    until_date: Mapped[LocalDate | None]
    confidential_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Guardianship(Model):
    """A guardian of a minor learner, as one school knows it; over after `until_date`."""

    __tablename__ = "guardianship"

    guardian_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), primary_key=True)
    until_date: Mapped[LocalDate | None]


class Installation(Model):
    """One row for the whole database: is it a demo, and which epoch is it (changes when a backup is restored)."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True)
    demo: Mapped[bool] = mapped_column(default=False)
    epoch: Mapped[UUID] = mapped_column(Id, default=new_id)
