"""One learner of a council, as a member sees it: who it is, what was said so far, and what was agreed earlier."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, exists, func, select

from logbook.accounts.models import Person
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import Role
from logbook.councils.models import Council, CouncilAction, CouncilFile, CouncilState, OpeningStatement
from logbook.councils.policy.council import shows_statements
from logbook.extensions import db
from logbook.reviews.models import Commitment
from logbook.training.models import ClassMember

from .sight import Sight, council_seen, runs

MOST = 1000


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with the name of who gave it."""

    learner_id: UUID
    statement: OpeningStatement
    by: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """An action with its council's day and the state that counts: its commitment's where it has become one."""

    action: CouncilAction
    council_id: UUID
    agreed_on: date
    state: str

    @property
    def is_open(self) -> bool:
        """Whether it still stands."""
        return self.state == "open"


@dataclass(frozen=True, slots=True)
class MemberFile:
    """A member's page of one learner: the own statement, and the others' once they may be read."""

    sight: Sight
    learner_id: UUID
    name: str
    given_name: str
    file_id: UUID | None
    left: bool
    sits: bool
    own: OpeningStatement | None
    others: tuple[Said, ...]
    waiting: int
    previous: tuple[Agreed, ...]

    @property
    def opened(self) -> bool:
        """Whether the others' statements are shown."""
        state = self.sight.council.state
        read = self.own is not None and self.own.read_at is not None
        return shows_statements(state, sits=self.sits, opened=read, staff=self.sight.staff)


def member_file(actor: Actor, council_id: UUID, learner_id: UUID) -> MemberFile:
    """Return a learner's page of a council. Raises NotFound when it is not the actor's to read."""
    sight = council_seen(actor, council_id)
    person, file, left = place_of(sight, learner_id)
    said = statements(council_id, learner_id)
    own = next((each.statement for each in said if each.statement.author_id == actor.person_id), None)
    others = [each for each in said if each.statement.author_id != actor.person_id]
    shown = shows_statements(
        sight.council.state,
        sits=sight.sits(learner_id),
        opened=own is not None and own.read_at is not None,
        staff=sight.staff,
    )
    return MemberFile(
        sight=sight,
        learner_id=learner_id,
        name=person.name,
        given_name=person.given_name,
        file_id=file.id if file else None,
        left=left,
        sits=sight.sits(learner_id),
        own=own,
        others=tuple(others) if shown else (),
        waiting=0 if shown else len(others),
        previous=() if left else tuple(agreed_before(sight.council, [learner_id])),
    )


def learner_of(sight: Sight, learner_id: UUID) -> tuple[Person, CouncilFile | None]:
    """Return a learner of the council with the file, if there is one yet. Raises NotFound."""
    return place_of(sight, learner_id)[:2]


def place_of(sight: Sight, learner_id: UUID) -> tuple[Person, CouncilFile | None, bool]:
    """Return the same, and whether the learner left the class: today, or before the session began. Raises NotFound."""
    council = sight.council
    if not sight.reads(learner_id):
        raise NotFound
    of_council = and_(CouncilFile.council_id == council.id, CouncilFile.learner_id == Person.id)
    here = exists().where(
        ClassMember.class_id == council.class_id,
        ClassMember.person_id == Person.id,
        ClassMember.role == Role.LEARNER.value,
        runs(ClassMember),
    )
    query = select(Person, CouncilFile, here).outerjoin(CouncilFile, of_council).where(Person.id == learner_id)
    row = db.session.execute(query).first()
    if row is None or (row[1] is None and not (sight.live and row[2])):
        raise NotFound
    person, file, in_class = row
    return person, file, not in_class if sight.live else file.left_on is not None


def statements(council_id: UUID, learner_id: UUID | None = None) -> list[Said]:
    """Return the statements of a council, or those on one learner, in the order in which they were given.

    Who may read which, the caller decides: `shows_statements`.
    """
    query = (
        select(OpeningStatement, Person.given_name, Person.family_name)
        .join(CouncilFile, CouncilFile.id == OpeningStatement.file_id)
        .join(Person, Person.id == OpeningStatement.author_id)
        .where(CouncilFile.council_id == council_id)
        .order_by(OpeningStatement.given_at, OpeningStatement.id)
        .limit(MOST)
    )
    if learner_id is not None:
        query = query.where(CouncilFile.learner_id == learner_id)
    return [Said(row.learner_id, row, f"{given} {family}") for row, given, family in db.session.execute(query)]


def _agreed() -> "Select[*tuple[Any, ...]]":
    state = func.coalesce(Commitment.state, CouncilAction.state)
    return (
        select(CouncilAction, Council.id, Council.held_on, state)
        .join(CouncilFile, CouncilFile.id == CouncilAction.file_id)
        .join(Council, Council.id == CouncilFile.council_id)
        .outerjoin(Commitment, Commitment.id == CouncilAction.commitment_id)
        .order_by(Council.held_on, CouncilAction.review_on, CouncilAction.id)
        .limit(MOST)
    )


def agreed_before(council: Council, learner_ids: list[UUID]) -> list[Agreed]:
    """Return what earlier councils of the school agreed for these learners, the oldest first, in one query."""
    query = _agreed().where(
        Council.school_id == council.school_id,
        Council.state == CouncilState.CLOSED.value,
        Council.held_on < council.held_on,
        CouncilAction.learner_id.in_(learner_ids),
    )
    return [Agreed(*row) for row in db.session.execute(query)]


def agreed_until(council: Council, learner_ids: list[UUID]) -> list[Agreed]:
    """Return what this council and earlier closed ones agreed for these learners, in one query."""
    earlier = and_(Council.state == CouncilState.CLOSED.value, Council.held_on < council.held_on)
    query = _agreed().where(
        Council.school_id == council.school_id,
        (Council.id == council.id) | earlier,
        CouncilAction.learner_id.in_(learner_ids),
    )
    return [Agreed(*row) for row in db.session.execute(query)]


def open_actions(actor: Actor, learner_ids: list[UUID]) -> list[Agreed]:
    """Return what closed councils agreed for learners in reach and is not done yet, the soonest review first."""
    state = func.coalesce(Commitment.state, CouncilAction.state)
    query = (
        _agreed()
        .where(
            CouncilAction.school_id == actor.school_id,
            CouncilAction.learner_id.in_(learner_ids),
            Council.state == CouncilState.CLOSED.value,
            state == "open",
        )
        .order_by(None)
        .order_by(CouncilAction.review_on, CouncilAction.id)
    )
    return [Agreed(*row) for row in db.session.execute(query)]
