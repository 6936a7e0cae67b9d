"""Notes for who receives a learner, as the relation lets one read them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, select, true

from logbook.accounts.models import Person
from logbook.core.actor import Actor
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.people.models import AT_WORK, HandOver
from logbook.training.models import ClassGroup
from logbook.training.policy import Relation, may_read_everything
from logbook.training.queries import require_relation


@dataclass(frozen=True, slots=True)
class NoteView:
    """A hand-over note as its page shows it."""

    id: UUID
    text: str
    author: str
    from_date: date
    class_name: str | None


def notes_on(actor: Actor, learner_id: UUID) -> list[NoteView]:
    """Return the notes on a learner that the actor may read, the latest first. Raises NotFound out of reach."""
    relation = require_relation(actor, learner_id)
    query = (
        select(HandOver, Person.given_name, Person.family_name, ClassGroup.name)
        .join(Person, Person.id == HandOver.author_id)
        .outerjoin(ClassGroup, ClassGroup.id == HandOver.class_id)
        .where(HandOver.learner_id == learner_id, HandOver.school_id == actor.school_id, _readable(relation))
        .order_by(HandOver.from_date.desc(), HandOver.id.desc())
        .limit(50)
    )
    return [
        NoteView(note.id, note.text, f"{given} {family}", note.from_date, group)
        for note, given, family, group in db.session.execute(query)
    ]


def _readable(relation: Relation) -> ColumnElement[bool]:
    """The learner and the school's staff read all; a mentor what is for the own placements; nobody else anything."""
    if may_read_everything(relation):
        return true()
    if relation.role is not Role.MENTOR:
        return false()
    return and_(HandOver.side == AT_WORK, HandOver.placement_id.in_(relation.placement_ids))
