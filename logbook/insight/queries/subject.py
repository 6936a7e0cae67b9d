"""Whose logbook a teacher's page is about, how far the actor may look, and in which period."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Person, School, SchoolYear
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import SCHOOL_STAFF, Role
from logbook.extensions import db
from logbook.training.policy import Relation
from logbook.training.queries import require_relation

_MAY_COMPARE = SCHOOL_STAFF | {Role.LEARNER, Role.MENTOR}


@dataclass(frozen=True, slots=True)
class Subject:
    """The learner, the actor's relation to them, the school year, and whether the school rates blind first."""

    id: UUID
    name: str
    given_name: str
    relation: Relation
    starts_on: date
    ends_on: date
    blind_first: bool

    @property
    def until(self) -> date:
        """The last day of the year that can hold anything yet."""
        return min(self.ends_on, clock.today())


def subject_of(actor: Actor, learner_id: UUID) -> Subject:
    """Return the learner in two queries. Raises NotFound unless the actor may lay the three views side by side.

    Those are the learner, the school's staff, and the mentor for the rounds of the own placements.
    """
    relation = require_relation(actor, learner_id)
    if actor.role not in _MAY_COMPARE:
        raise NotFound
    today = clock.today()
    row = db.session.execute(
        select(Person.given_name, Person.family_name, SchoolYear.starts_on, SchoolYear.ends_on, School.blind_first)
        .select_from(Person)
        .join(School, School.id == actor.school_id)
        .outerjoin(SchoolYear, (SchoolYear.school_id == School.id) & (SchoolYear.starts_on <= today))
        .where(Person.id == learner_id)
        .order_by(SchoolYear.starts_on.desc())
    ).first()
    if row is None:
        raise NotFound
    given, family, starts_on, ends_on, blind_first = row
    return Subject(
        learner_id, f"{given} {family}", given, relation, starts_on or today, ends_on or today, bool(blind_first)
    )
