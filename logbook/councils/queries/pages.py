"""What the pages of one council show: the plan with the files in order of need, the session, the minutes."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Person
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted
from logbook.core.roles import Role
from logbook.councils.models import (
    CouncilAddendum,
    CouncilDecision,
    CouncilFile,
    CouncilSeal,
    CouncilState,
    DecisionChoice,
    OpeningStatement,
)
from logbook.extensions import db
from logbook.insight.queries.class_view import ClassRow, class_page
from logbook.training.queries import learner_in_reach

from .file import Agreed, Said, agreed_until, learner_of, statements
from .roster import FileLine, Roster, Seat, roster_of
from .sight import Sight, council_seen


@dataclass(frozen=True, slots=True)
class FileRow:
    """A learner in the list of a council: why this one needs it, who gave a statement, and whether the actor did."""

    line: FileLine
    need: ClassRow | None
    given: int
    asked: int
    mine: bool
    decision: str | None


@dataclass(frozen=True, slots=True)
class CouncilPage:
    """A council: its learners, those who need it most first, and its members."""

    sight: Sight
    rows: tuple[FileRow, ...]
    roster: Roster
    untold: int


@dataclass(frozen=True, slots=True)
class _Told:
    """By learner: who gave a statement, what was decided, and why the class view puts somebody on top."""

    given: dict[UUID, set[UUID]]
    decided: dict[UUID, str | None]
    need: dict[UUID, ClassRow]


@dataclass(frozen=True, slots=True)
class SessionPage:
    """One learner in session. `place` counts from one; `before` and `after` are the learners around."""

    sight: Sight
    learner_id: UUID
    name: str
    left: bool
    place: int
    total: int
    before: UUID | None
    after: UUID | None
    seats: tuple[Seat, ...]
    said: tuple[Said, ...]
    decision: CouncilDecision
    document: dict[str, Any]
    actions: tuple[Agreed, ...]
    previous: tuple[Agreed, ...]
    choices: tuple[DecisionChoice, ...]


@dataclass(frozen=True, slots=True)
class MinutesFile:
    """A learner in the minutes: the frozen document with its hash and what was added; or that it was erased."""

    learner_id: UUID
    name: str | None
    sha256: str
    frozen_at: Any
    document: dict[str, Any] | None
    added: tuple[tuple[CouncilAddendum, str], ...]
    erased_at: Any = None
    ground: str | None = None


def council_page(actor: Actor, council_id: UUID) -> CouncilPage:
    """Return a council for a member or the class's staff; a mentor sees the own learners alone. Raises NotFound."""
    sight = council_seen(actor, council_id)
    roster = roster_of(sight.council)
    told = _Told(_given(council_id), _decided(council_id), _need(actor, sight))
    rows = [_row(actor, roster, line, told) for line in roster.files if sight.reads(line.learner_id)]
    if sight.live:
        order = {learner: place for place, learner in enumerate(told.need)}
        rows.sort(key=lambda row: (row.line.left, order.get(row.line.learner_id, len(order))))
    mailed = {each.person_id for each in roster.seats if each.told}
    new = {each.person_id for each in roster.sitting()} - mailed
    open_now = sight.staff and sight.council.state == CouncilState.OPEN
    return CouncilPage(sight, tuple(rows), roster, len(new) if open_now else 0)


def _need(actor: Actor, sight: Sight) -> dict[UUID, ClassRow]:
    """Return the class view's rows by learner, in its order: who needs somebody first, with the reasons."""
    if not (sight.staff and sight.live):
        return {}
    return {row.id: row for row in class_page(actor, sight.council.class_id).rows}


def _row(actor: Actor, roster: Roster, line: FileLine, told: _Told) -> FileRow:
    learner = line.learner_id
    asked = {seat.person_id for seat in roster.sitting(learner)}
    said = told.given.get(learner, set())
    return FileRow(
        line=line,
        need=told.need.get(learner),
        given=len(said & asked),
        asked=len(asked),
        mine=actor.person_id in said,
        decision=told.decided.get(learner),
    )


def _given(council_id: UUID) -> dict[UUID, set[UUID]]:
    """Return who gave a statement on whom; never what."""
    query = (
        select(OpeningStatement.learner_id, OpeningStatement.author_id)
        .join(CouncilFile, CouncilFile.id == OpeningStatement.file_id)
        .where(CouncilFile.council_id == council_id)
    )
    found: dict[UUID, set[UUID]] = {}
    for learner, author in db.session.execute(query):
        found.setdefault(learner, set()).add(author)
    return found


def _decided(council_id: UUID) -> dict[UUID, str | None]:
    query = (
        select(CouncilDecision.learner_id, CouncilDecision.label)
        .join(CouncilFile, CouncilFile.id == CouncilDecision.file_id)
        .where(CouncilFile.council_id == council_id, CouncilDecision.decided_at.is_not(None))
    )
    return {learner: label or "" for learner, label in db.session.execute(query)}


def session_page(actor: Actor, council_id: UUID, learner_id: UUID) -> SessionPage:
    """Return one learner in session, for a member of the school's. Raises NotFound and NotPermitted.

    Eight statements at most, however large the class is.
    """
    sight = council_seen(actor, council_id)
    if not sight.staff:
        raise NotFound
    if not sight.member or sight.council.state != CouncilState.IN_SESSION:
        raise NotPermitted
    roster = roster_of(sight.council)
    ids = [line.learner_id for line in roster.files]
    if learner_id not in ids:
        raise NotFound
    place = ids.index(learner_id)
    line = roster.files[place]
    agreed = agreed_until(sight.council, [learner_id])
    decision, content = _decision(line.file_id)
    return SessionPage(
        sight=sight,
        learner_id=learner_id,
        name=line.name,
        left=line.left,
        place=place + 1,
        total=len(ids),
        before=ids[place - 1] if place else None,
        after=ids[place + 1] if place + 1 < len(ids) else None,
        seats=tuple(seat for seat in roster.seats if seat.is_for(learner_id) and seat.sits),
        said=tuple(statements(council_id, learner_id)),
        decision=decision,
        document=json.loads(content or "{}"),
        actions=tuple(each for each in agreed if each.council_id == council_id),
        previous=tuple(each for each in agreed if each.council_id != council_id and not line.left),
        choices=tuple(choices_of(actor, decision.choice_id)),
    )


def _decision(file_id: UUID | None) -> tuple[CouncilDecision, str | None]:
    """Return what was decided so far, and the document that the session began with."""
    query = select(CouncilDecision, CouncilFile.content).join(CouncilFile, CouncilFile.id == CouncilDecision.file_id)
    decision, content = db.session.execute(query.where(CouncilFile.id == file_id)).one()
    return decision, content


def choices_of(actor: Actor, decided: UUID | None = None) -> list[DecisionChoice]:
    """Return the decisions that the actor's school uses, in their order, and the one that was decided with already."""
    own = (DecisionChoice.school_id == actor.school_id) & (DecisionChoice.used | (DecisionChoice.id == decided))
    return list(db.session.scalars(select(DecisionChoice).where(own).order_by(DecisionChoice.position)))


def minutes(actor: Actor, council_id: UUID, learner_id: UUID | None = None) -> tuple[Sight, list[MinutesFile]]:
    """Return the frozen files of a closed council that the actor may read, with what was added. Raises NotFound."""
    sight = council_seen(actor, council_id)
    if sight.council.state != CouncilState.CLOSED:
        raise NotFound
    if learner_id is not None:
        learner_of(sight, learner_id)
    query = (
        select(CouncilSeal, CouncilFile, Person.given_name, Person.family_name)
        .join(Person, Person.id == CouncilSeal.learner_id)
        .outerjoin(CouncilFile, CouncilFile.id == CouncilSeal.file_id)
        .where(CouncilSeal.council_id == council_id)
        .order_by(CouncilFile.position, Person.given_name)
    )
    if learner_id is not None:
        query = query.where(CouncilSeal.learner_id == learner_id)
    rows = [row for row in db.session.execute(query) if sight.reads(row[0].learner_id)]
    added = addenda([row[0].file_id for row in rows])
    return sight, [_kept(*row, added) for row in rows]


def _kept(seal: CouncilSeal, file: CouncilFile | None, given: str, family: str, added: Any) -> MinutesFile:
    return MinutesFile(
        learner_id=seal.learner_id,
        name=f"{given} {family}" if file else None,
        sha256=seal.sha256,
        frozen_at=seal.frozen_at,
        document=json.loads(file.content) if file and file.content else None,
        added=tuple(added.get(seal.file_id, ())),
        erased_at=seal.erased_at,
        ground=seal.ground,
    )


def addenda(file_ids: list[UUID]) -> dict[UUID, list[tuple[CouncilAddendum, str]]]:
    """Return what was added to frozen files that the caller found in reach, with by whom, the oldest first."""
    query = (
        select(CouncilAddendum, Person.given_name, Person.family_name)
        .join(Person, Person.id == CouncilAddendum.author_id)
        .where(CouncilAddendum.file_id.in_(file_ids))
        .order_by(CouncilAddendum.written_at, CouncilAddendum.id)
    )
    found: dict[UUID, list[tuple[CouncilAddendum, str]]] = {}
    for row, given, family in db.session.execute(query):
        found.setdefault(row.file_id, []).append((row, f"{given} {family}"))
    return found


def own_councils(actor: Actor, learner_id: UUID) -> tuple[str, list[dict[str, Any]]]:
    """Return a learner's name and, for the learner or a guardian, what closed councils decided, the latest first.

    Decision, advice, actions, strong and work points; who said what stays in the minutes. Raises NotFound.
    """
    if actor.role not in (Role.LEARNER, Role.GUARDIAN):
        raise NotFound
    person = learner_in_reach(actor, learner_id)
    query = (
        select(CouncilFile)
        .where(
            CouncilFile.school_id == actor.school_id,
            CouncilFile.learner_id == learner_id,
            CouncilFile.frozen_at.is_not(None),
        )
        .order_by(CouncilFile.frozen_at.desc())
    )
    return person.name, [json.loads(row.content or "{}") for row in db.session.scalars(query)]
