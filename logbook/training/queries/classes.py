"""Classes and who is in them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, or_, select

from logbook.accounts.models import Person, SchoolYear
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import TEACHING, Role
from logbook.extensions import db
from logbook.training.models import ClassGroup, ClassMember

from .reach import LearnerCard, learner_cards


@dataclass(frozen=True, slots=True)
class ClassView:
    """A class with its school year."""

    id: UUID
    name: str
    starts_on: date
    ends_on: date


def _classes(actor: Actor) -> "Select[ClassGroup, SchoolYear]":
    today = clock.today()
    query = (
        select(ClassGroup, SchoolYear)
        .join(SchoolYear, SchoolYear.id == ClassGroup.school_year_id)
        .where(ClassGroup.school_id == actor.school_id)
        .order_by(SchoolYear.starts_on.desc(), ClassGroup.name)
    )
    if actor.role in TEACHING:
        mine = select(ClassMember.class_id).where(
            ClassMember.person_id == actor.person_id,
            ClassMember.role == actor.role.value,
            ClassMember.from_date <= today,
            or_(ClassMember.until_date.is_(None), ClassMember.until_date >= today),
        )
        query = query.where(ClassGroup.id.in_(mine))
    elif actor.role is not Role.COORDINATOR:
        raise NotFound
    return query


def classes_in_reach(actor: Actor, limit: int = 100) -> list[ClassView]:
    """Return the classes that the actor teaches, or all of the school's for its coordinator."""
    rows = db.session.execute(_classes(actor).limit(limit))
    return [ClassView(group.id, group.name, year.starts_on, year.ends_on) for group, year in rows]


def class_of(actor: Actor, class_id: UUID) -> ClassView:
    """Return one class. Raises NotFound when the actor does not reach it."""
    row = db.session.execute(_classes(actor).where(ClassGroup.id == class_id)).first()
    if row is None:
        raise NotFound
    return ClassView(row[0].id, row[0].name, row[1].starts_on, row[1].ends_on)


def class_learners(class_id: UUID) -> "Select[UUID, str, str]":
    """Return a select of id, given name and family name of today's learners of a class, by name; at most sixty."""
    today = clock.today()
    return (
        select(Person.id, Person.given_name, Person.family_name)
        .join(ClassMember, ClassMember.person_id == Person.id)
        .where(
            ClassMember.class_id == class_id,
            ClassMember.role == Role.LEARNER.value,
            ClassMember.from_date <= today,
            or_(ClassMember.until_date.is_(None), ClassMember.until_date >= today),
        )
        .order_by(Person.given_name, Person.family_name)
        .limit(60)
    )


def learners_of_class(class_id: UUID) -> list[LearnerCard]:
    """Return today's learners of a class that the caller has found in reach, by name."""
    return learner_cards(class_learners(class_id))
