"""The contact card: who is around a learner at one placement, and how the grown-ups are reached at work."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select

from logbook.accounts.models import Membership, Person
from logbook.core import clock
from logbook.core.roles import TEACHING, Role
from logbook.extensions import db
from logbook.training.models import ClassMember, Cover, Placement, PlacementMember, WorkPhone

MOST = 40


@dataclass(frozen=True, slots=True)
class Contact:
    """A grown-up of the dual team; `covers_until` when this mentor takes over today."""

    person_id: UUID
    name: str
    role: Role
    email: str | None
    phone: str | None
    main: bool = False
    covers_until: date | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """Who is at work and who is at school. Of the learner only the name is shown, which the page has."""

    at_work: list[Contact]
    at_school: list[Contact]


def team_of(placement: Placement) -> Team:
    """Return the dual team of a placement today."""
    today = clock.today()
    return Team(_at_work(placement, today), _at_school(placement, today))


def _at_work(placement: Placement, today: date) -> list[Contact]:
    covers = _covers(placement.id, today)
    query = (
        _people(placement.school_id)
        .add_columns(PlacementMember.role, PlacementMember.main)
        .join(PlacementMember, PlacementMember.person_id == Person.id)
        .where(
            PlacementMember.placement_id == placement.id,
            PlacementMember.from_date <= today,
            or_(PlacementMember.until_date.is_(None), PlacementMember.until_date >= today),
        )
        .order_by(PlacementMember.main.desc(), PlacementMember.role, Person.given_name)
    )
    return [
        Contact(who.id, who.name, Role(role), who.email, phone, main, covers.get(who.id) if role == "mentor" else None)
        for who, phone, role, main in db.session.execute(query)
    ]


def _covers(placement_id: UUID, today: date) -> dict[UUID, date]:
    query = select(Cover.cover_id, Cover.until_date).where(
        Cover.placement_id == placement_id, Cover.from_date <= today, Cover.until_date >= today
    )
    return {row.cover_id: row.until_date for row in db.session.execute(query)}


def _at_school(placement: Placement, today: date) -> list[Contact]:
    """Return the teachers and counsellors of the learner's classes, then the school's coordinators."""
    runs = (ClassMember.from_date <= today, or_(ClassMember.until_date.is_(None), ClassMember.until_date >= today))
    classes = select(ClassMember.class_id).where(
        ClassMember.person_id == placement.learner_id, ClassMember.role == Role.LEARNER.value, *runs
    )
    teaching = (
        _people(placement.school_id)
        .add_columns(ClassMember.role)
        .join(ClassMember, ClassMember.person_id == Person.id)
        .where(ClassMember.class_id.in_(classes), ClassMember.role.in_([role.value for role in TEACHING]), *runs)
        .order_by(ClassMember.role, Person.given_name)
    )
    coordinating = (
        _people(placement.school_id)
        .add_columns(Membership.role)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.school_id == placement.school_id,
            Membership.role == Role.COORDINATOR.value,
            Membership.from_date <= today,
            or_(Membership.until_date.is_(None), Membership.until_date >= today),
        )
        .order_by(Person.given_name)
    )
    rows = [*db.session.execute(teaching), *db.session.execute(coordinating)]
    return [
        Contact(who.id, who.name, Role(role), who.email, phone) for who, phone, role in dict.fromkeys(map(tuple, rows))
    ]


def _people(school_id: UUID) -> "Select[*tuple[Any, ...]]":
    """Select people with their number at work for this school."""
    number = (WorkPhone.person_id == Person.id) & (WorkPhone.school_id == school_id)
    return select(Person, WorkPhone.phone).outerjoin(WorkPhone, number).limit(MOST)
