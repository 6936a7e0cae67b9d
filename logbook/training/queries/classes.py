"""Classes and who is in them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, or_, select

from logbook.accounts.models import Person, SchoolYear
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import TEACHING, Role
from logbook.extensions import db
from logbook.training.models import ClassGroup, ClassMember

from .reach import LearnerCard, learner_cards, learners_of

# Statements are built once: building one, and finding its compiled form, costs more than running it.
_TODAY = (
    ClassMember.from_date <= bindparam("today"),
    or_(ClassMember.until_date.is_(None), ClassMember.until_date >= bindparam("today")),
)
_OF_SCHOOL = (
    select(ClassGroup.id, ClassGroup.name, SchoolYear.starts_on, SchoolYear.ends_on)
    .join(SchoolYear, SchoolYear.id == ClassGroup.school_year_id)
    .where(ClassGroup.school_id == bindparam("school"))
    .order_by(SchoolYear.starts_on.desc(), ClassGroup.name)
    .limit(bindparam("most"))
)
_TAUGHT = _OF_SCHOOL.where(
    ClassGroup.id.in_(
        select(ClassMember.class_id).where(
            ClassMember.person_id == bindparam("person"), ClassMember.role == bindparam("role"), *_TODAY
        )
    )
)
_this_one = ClassGroup.id == bindparam("group")
_ONE_OF_SCHOOL, _ONE_TAUGHT = _OF_SCHOOL.where(_this_one), _TAUGHT.where(_this_one)

CLASS_LEARNERS = (
    select(Person.id, Person.given_name, Person.family_name)
    .join(ClassMember, ClassMember.person_id == Person.id)
    .where(ClassMember.class_id == bindparam("group"), ClassMember.role == Role.LEARNER.value, *_TODAY)
    .order_by(Person.given_name, Person.family_name)
    .limit(60)
)
"""Selects id, given name and family name of the learners of a class (`group`) on a day (`today`), by name."""


@dataclass(frozen=True, slots=True)
class ClassView:
    """A class with its school year."""

    id: UUID
    name: str
    starts_on: date
    ends_on: date


def classes_in_reach(actor: Actor, limit: int = 100) -> list[ClassView]:
    """Return the classes that the actor teaches, or all of the school's for its coordinator."""
    return _found(actor, _OF_SCHOOL, _TAUGHT, most=limit)


def class_of(actor: Actor, class_id: UUID) -> ClassView:
    """Return one class. Raises NotFound when the actor does not reach it."""
    found = _found(actor, _ONE_OF_SCHOOL, _ONE_TAUGHT, most=1, group=class_id)
    if not found:
        raise NotFound
    return found[0]


def _found(
    actor: Actor,
    of_school: "Select[UUID, str, date, date]",
    taught: "Select[UUID, str, date, date]",
    **asked: Any,
) -> list[ClassView]:
    asked |= {"school": actor.school_id}
    if actor.role in TEACHING:
        asked |= {"person": actor.person_id, "role": actor.role.value, "today": clock.today()}
        return [ClassView(*row) for row in db.session.execute(taught, asked)]
    if actor.role is not Role.COORDINATOR:
        raise NotFound
    return [ClassView(*row) for row in db.session.execute(of_school, asked)]


def learners_of_class(class_id: UUID) -> list[LearnerCard]:
    """Return today's learners of a class that the caller has found in reach, by name."""
    return learner_cards(CLASS_LEARNERS.params(group=class_id, today=clock.today()))


def classmates_in_reach(actor: Actor, class_id: UUID) -> list[LearnerCard]:
    """Return today's learners of a class whom the actor reaches, by name, in one query; nobody when that is nobody."""
    return learner_cards(
        CLASS_LEARNERS.where(Person.id.in_(learners_of(actor))).params(group=class_id, today=clock.today())
    )
