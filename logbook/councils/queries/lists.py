"""Which councils somebody has, and what those agreed that is not done yet."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import aliased

from logbook.accounts.models import Person
from logbook.core.actor import Actor
from logbook.core.roles import SCHOOL_STAFF, TEACHING
from logbook.councils.models import Council, CouncilMember, CouncilState
from logbook.extensions import db
from logbook.training.models import ClassGroup, ClassMember, Placement, PlacementMember
from logbook.training.queries import class_of, learners_of_class

from .file import Agreed, open_actions
from .sight import runs

MOST = 40


@dataclass(frozen=True, slots=True)
class CouncilLine:
    """A council as a list shows one."""

    id: UUID
    class_id: UUID
    class_name: str
    held_on: date
    contribute_until: date
    state: str


@dataclass(frozen=True, slots=True)
class ActionsPage:
    """What the councils of a class agreed that is not done yet, with whose it is."""

    class_id: UUID
    class_name: str
    actions: tuple[Agreed, ...]
    names: dict[UUID, str]


def councils_of(actor: Actor, class_id: UUID | None = None) -> list[CouncilLine]:
    """Return the councils of the actor's classes, or those that a mentor has a learner in, the latest first."""
    query = (
        select(Council.id, Council.class_id, ClassGroup.name, Council.held_on, Council.contribute_until, Council.state)
        .join(ClassGroup, ClassGroup.id == Council.class_id)
        .where(Council.school_id == actor.school_id)
        .order_by(Council.held_on.desc(), ClassGroup.name)
        .limit(MOST)
    )
    if class_id is not None:
        query = query.where(Council.class_id == class_id)
    if actor.role in TEACHING:
        query = query.where(Council.class_id.in_(_taught(actor)))
    elif actor.role not in SCHOOL_STAFF:
        query = query.where(_asked(actor) | _sat(actor))
    return [CouncilLine(*row) for row in db.session.execute(query)]


def _taught(actor: Actor) -> "Select[UUID]":
    return select(ClassMember.class_id).where(
        ClassMember.person_id == actor.person_id, ClassMember.role == actor.role.value, runs(ClassMember)
    )


def _asked(actor: Actor) -> Any:
    """Return whether a council asks this mentor's word on a learner of today."""
    out = aliased(CouncilMember)
    left_out = exists().where(
        out.council_id == Council.id,
        out.by_id == actor.person_id,
        out.learner_id == ClassMember.person_id,
        out.until_date.is_not(None),
    )
    mine = (
        select(ClassMember.person_id)
        .join(Placement, Placement.learner_id == ClassMember.person_id)
        .join(PlacementMember, PlacementMember.placement_id == Placement.id)
        .where(
            ClassMember.class_id == Council.class_id,
            ClassMember.role == "learner",
            PlacementMember.person_id == actor.person_id,
            PlacementMember.role == actor.role.value,
            runs(ClassMember),
            runs(Placement),
            runs(PlacementMember),
            ~left_out,
        )
    )
    return (Council.state == CouncilState.OPEN.value) & mine.exists()


def _sat(actor: Actor) -> Any:
    seat = exists().where(
        CouncilMember.council_id == Council.id,
        CouncilMember.by_id == actor.person_id,
        CouncilMember.role == actor.role.value,
        CouncilMember.until_date.is_(None),
    )
    return Council.state.in_((CouncilState.IN_SESSION.value, CouncilState.CLOSED.value)) & seat


def actions_page(actor: Actor, class_id: UUID) -> ActionsPage:
    """Return what is not done yet of what councils agreed for the learners of a class. Raises NotFound out of reach."""
    group = class_of(actor, class_id)
    names = {each.id: each.name for each in learners_of_class(class_id)}
    return ActionsPage(class_id, group.name, tuple(open_actions(actor, list(names))), names)


def waiting_actions(actor: Actor, class_ids: list[UUID]) -> list[tuple[Agreed, str]]:
    """Return what is not done yet in these classes in reach, with the learner's name; the soonest review first."""
    learners = (
        select(Person.id, Person.given_name, Person.family_name)
        .join(ClassMember, ClassMember.person_id == Person.id)
        .where(ClassMember.class_id.in_(class_ids), ClassMember.role == "learner", runs(ClassMember))
    )
    names = {row.id: f"{row.given_name} {row.family_name}" for row in db.session.execute(learners)}
    return [(each, names[each.action.learner_id]) for each in open_actions(actor, list(names))]
