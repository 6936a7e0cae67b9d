"""Which learners and placements an actor reaches: the one place where access to a learner's data is decided.

The actor's role picks the way: a learner reaches the own logbook, a mentor or supervisor the placements they are in, a
teacher the learners of the own classes, a coordinator the school, a company's coordinator that company's placements, a
guardian the own minor child when the school allows it. Dates end each of them.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from logbook.accounts.models import Guardianship, Membership, Person, School
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import AT_WORK, TEACHING, Role
from logbook.extensions import db
from logbook.training.models import ClassGroup, ClassMember, Placement, PlacementMember, Workplace
from logbook.training.policy import APPROVAL_GRACE, Relation

ADULT = 18


@dataclass(frozen=True, slots=True)
class LearnerCard:
    """A learner as a list shows one."""

    id: UUID
    name: str
    given_name: str


def _until(column: "InstrumentedAttribute[date | None]", day: date) -> ColumnElement[bool]:
    return or_(column.is_(None), column >= day)


def placements_in_reach(actor: Actor) -> "Select[UUID]":
    """Return a select of the ids of the placements that the actor reaches through the workplace side."""
    today = clock.today()
    query = select(Placement.id).where(Placement.school_id == actor.school_id)
    if actor.role in AT_WORK:
        return query.join(PlacementMember, PlacementMember.placement_id == Placement.id).where(
            PlacementMember.person_id == actor.person_id,
            PlacementMember.role == actor.role.value,
            PlacementMember.from_date <= today,
            _until(PlacementMember.until_date, today - APPROVAL_GRACE),
            _until(Placement.until_date, today - APPROVAL_GRACE),
        )
    if actor.role is Role.COMPANY_COORDINATOR:
        return query.join(Workplace).where(
            Workplace.company_id == actor.company_id, _until(Placement.until_date, today - APPROVAL_GRACE)
        )
    return query.where(Placement.learner_id.in_(_learners(actor)))


def _learners(actor: Actor) -> "Select[UUID]":
    """Return a select of the ids of the learners that the actor reaches."""
    today = clock.today()
    if actor.role is Role.LEARNER:
        return select(Person.id).where(Person.id == actor.person_id)
    if actor.role in TEACHING:
        return _taught(actor, today)
    if actor.role is Role.COORDINATOR:
        return select(Membership.person_id).where(
            Membership.school_id == actor.school_id, Membership.role == Role.LEARNER.value
        )
    if actor.role is Role.GUARDIAN:
        return (
            select(Guardianship.learner_id)
            .join(Person, Person.id == Guardianship.learner_id)
            .join(School, School.id == Guardianship.school_id)
            .where(
                Guardianship.guardian_id == actor.person_id,
                Guardianship.school_id == actor.school_id,
                _until(Guardianship.until_date, today),
                School.guardians_read.is_(True),
                Person.born_on > _eighteen_years_before(today),
            )
        )
    return select(Placement.learner_id).where(Placement.id.in_(placements_in_reach(actor)))


def learners_of(actor: Actor) -> "Select[UUID]":
    """Return a select of the ids of the learners that the actor reaches, for other queries to narrow."""
    return _learners(actor)


def _taught(actor: Actor, today: date) -> "Select[UUID]":
    mine = (
        select(ClassMember.class_id)
        .join(ClassGroup, ClassGroup.id == ClassMember.class_id)
        .where(
            ClassGroup.school_id == actor.school_id,
            ClassMember.person_id == actor.person_id,
            ClassMember.role == actor.role.value,
            ClassMember.from_date <= today,
            _until(ClassMember.until_date, today),
        )
    )
    return select(ClassMember.person_id).where(
        ClassMember.class_id.in_(mine),
        ClassMember.role == Role.LEARNER.value,
        ClassMember.from_date <= today,
        _until(ClassMember.until_date, today),
    )


def _eighteen_years_before(day: date) -> date:
    return day.replace(year=day.year - ADULT, day=min(day.day, 28) if day.month == 2 else day.day)


def learners_in_reach(actor: Actor, limit: int = 200) -> list[LearnerCard]:
    """Return the learners that the actor reaches, by name; at most `limit`."""
    query = (
        select(Person.id, Person.given_name, Person.family_name)
        .where(Person.id.in_(_learners(actor)))
        .order_by(Person.given_name, Person.family_name)
        .limit(limit)
    )
    return learner_cards(query)


def learner_cards(query: "Select[UUID, str, str]") -> list[LearnerCard]:
    """Return the learners that a select of id, given name and family name finds."""
    return [
        LearnerCard(row.id, f"{row.given_name} {row.family_name}", row.given_name) for row in db.session.execute(query)
    ]


def learner_in_reach(actor: Actor, learner_id: UUID) -> Person:
    """Return the learner. Raises NotFound when the actor does not reach the learner."""
    person = db.session.scalar(select(Person).where(Person.id == learner_id, Person.id.in_(_learners(actor))))
    if person is None:
        raise NotFound
    return person


def relation_to(actor: Actor, learner_id: UUID) -> Relation | None:
    """Return what the actor is to the learner today, in one query, or None."""
    if actor.role is Role.LEARNER:
        return Relation(learner_id, actor.role) if actor.person_id == learner_id else None
    if actor.role in AT_WORK | {Role.COMPANY_COORDINATOR}:
        return _relation_at_work(actor, learner_id)
    known = db.session.scalar(select(Person.id).where(Person.id == learner_id, Person.id.in_(_learners(actor))))
    return Relation(learner_id, actor.role) if known else None


def _relation_at_work(actor: Actor, learner_id: UUID) -> Relation | None:
    query = (
        select(Placement.id, PlacementMember.sheets)
        .outerjoin(
            PlacementMember,
            (PlacementMember.placement_id == Placement.id)
            & (PlacementMember.person_id == actor.person_id)
            & (PlacementMember.role == actor.role.value),
        )
        .where(Placement.learner_id == learner_id, Placement.id.in_(placements_in_reach(actor)))
    )
    rows = db.session.execute(query).all()
    sheets = frozenset(sheet for row in rows for sheet in row.sheets or ())
    return Relation(learner_id, actor.role, frozenset(row.id for row in rows), sheets) if rows else None


def require_relation(actor: Actor, learner_id: UUID) -> Relation:
    """Return what the actor is to the learner. Raises NotFound when that is nothing."""
    relation = relation_to(actor, learner_id)
    if relation is None:
        raise NotFound
    return relation
