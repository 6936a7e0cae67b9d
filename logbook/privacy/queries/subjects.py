"""Somebody of the school, as the coordinator looks at what is kept about them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, literal, select, union_all

from logbook.accounts.models import Membership, Person
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.privacy.models import Erasure, ErasureScope, ErasureState, LegalHold
from logbook.privacy.policy.bounds import Bounds
from logbook.privacy.policy.traces import Conditions, about_learner, about_person

from .holds import hold_of

UNDER_WAY = (ErasureState.WAITING.value, ErasureState.RUNNING.value)


@dataclass(frozen=True, slots=True)
class Subject:
    """Who it is, in which roles this school knows them, whether another school does, and what holds an erasure back."""

    person: Person
    roles: frozenset[Role]
    bounds: Bounds
    hold: LegalHold | None

    @property
    def is_learner(self) -> bool:
        """Whether there is a logbook."""
        return Role.LEARNER in self.roles

    @property
    def gone(self) -> bool:
        """Whether the name was erased already."""
        return self.person.given_name == ERASED[0] and self.person.email is None

    def conditions(self, scope: ErasureScope) -> Conditions:
        """Return which rows are erased, by table."""
        find = about_learner if scope is ErasureScope.LOGBOOK else about_person
        return find(db.metadata, self.person.id, self.bounds)


ERASED = ("Gewiste", "persoon")
"""What stands where a name stood: rows of others still refer to somebody."""


def subject_of(school_id: UUID, person_id: UUID) -> Subject:
    """Return somebody whom this school knows or knew. Raises NotFound for anybody else."""
    query = select(Membership.school_id, Membership.role).where(Membership.person_id == person_id)
    held = [(row.school_id, row.role) for row in db.session.execute(query)]
    roles = frozenset(Role(role) for school, role in held if school == school_id)
    if not roles:
        raise NotFound
    alone = all(school == school_id for school, _role in held)
    person = db.session.get_one(Person, person_id)
    return Subject(person, roles, Bounds(school_id, alone), hold_of(school_id, person_id))


def subject_for(actor: Actor, person_id: UUID) -> Subject:
    """Return somebody of the coordinator's school. Raises NotPermitted and NotFound."""
    if actor.role is not Role.COORDINATOR:
        raise NotPermitted
    return subject_of(actor.school_id, person_id)


def counts_of(subject: Subject, scope: ErasureScope) -> dict[str, int]:
    """Return how many rows of each table an erasure would take, where there are any, in one statement."""
    conditions = subject.conditions(scope)
    counts = [
        select(literal(table.name).label("name"), func.count().label("number")).select_from(table).where(condition)
        for table, condition in conditions.items()
    ]
    return {name: number for name, number in db.session.execute(union_all(*counts)) if number}


def erasure_under_way(school_id: UUID, person_id: UUID) -> Erasure | None:
    """Return the erasure of a person that is not over yet."""
    query = select(Erasure).where(Erasure.school_id == school_id, Erasure.person_id == person_id)
    return db.session.scalar(query.where(Erasure.state.in_(UNDER_WAY)).limit(1))


def erasure_for(actor: Actor, erasure_id: UUID) -> Erasure:
    """Return an erasure of the coordinator's school. Raises NotPermitted and NotFound."""
    if actor.role is not Role.COORDINATOR:
        raise NotPermitted
    erasure = db.session.get(Erasure, erasure_id)
    if erasure is None or erasure.school_id != actor.school_id:
        raise NotFound
    return erasure
