"""Commitments: what was agreed, who does it, by when."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from logbook.accounts.models import Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.extensions import db
from logbook.reviews.models import Commitment, CommitmentState

from .remarks import MOST, PHRASES

REMEMBERED = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """A commitment with the name of who made it. `overdue` is as of today, for open ones."""

    id: UUID
    learner_id: UUID
    text: str
    owner_role: str
    due_on: date
    state: str
    made_by: str
    made_by_id: UUID
    made_at: datetime
    closed_at: datetime | None
    overdue: bool

    @property
    def is_open(self) -> bool:
        """Whether it still stands."""
        return self.state == CommitmentState.OPEN


def _commitments(actor: Actor, *conditions: ColumnElement[bool]) -> "Select[*tuple[Any, ...]]":
    return (
        select(Commitment, Person.given_name, Person.family_name)
        .join(Person, Person.id == Commitment.made_by)
        .where(Commitment.school_id == actor.school_id, *conditions)
        .order_by(Commitment.due_on, Commitment.made_at)
        .limit(MOST)
    )


def _views(statement: "Select[*tuple[Any, ...]]") -> list[CommitmentView]:
    today = clock.today()
    return [
        CommitmentView(
            id=row.id,
            learner_id=row.learner_id,
            text=row.text,
            owner_role=row.owner_role,
            due_on=row.due_on,
            state=row.state,
            made_by=f"{given} {family}",
            made_by_id=row.made_by,
            made_at=row.made_at,
            closed_at=row.closed_at,
            overdue=row.state == CommitmentState.OPEN and row.due_on < today,
        )
        for row, given, family in db.session.execute(statement)
    ]


def open_commitments(actor: Actor, learner_ids: Collection[UUID]) -> list[CommitmentView]:
    """Return the open commitments of learners in reach, the soonest due first, in one query."""
    return _views(_commitments(actor, Commitment.learner_id.in_(learner_ids), Commitment.state == CommitmentState.OPEN))


def commitments_of(actor: Actor, learner_ids: Collection[UUID], first: date, last: date) -> list[CommitmentView]:
    """Return commitments of learners in reach that were made or closed from `first` to `last`, and all open ones."""
    since = datetime.combine(first, time.min, clock.LOCAL_ZONE)
    until = datetime.combine(last, time.max, clock.LOCAL_ZONE)
    touched = or_(Commitment.made_at.between(since, until), Commitment.closed_at.between(since, until))
    still = or_(Commitment.state == CommitmentState.OPEN, touched)
    return _views(_commitments(actor, Commitment.learner_id.in_(learner_ids), still))


def week_commitments(actor: Actor, learner_id: UUID) -> list[CommitmentView]:
    """Return the learner's open commitments and, for their phrases, those the actor made lately, in one query."""
    recent = and_(Commitment.made_by == actor.person_id, Commitment.made_at > clock.now() - REMEMBERED)
    own = and_(Commitment.learner_id == learner_id, Commitment.state == CommitmentState.OPEN)
    return _views(_commitments(actor, or_(own, recent)))


def commitment_phrases(commitments: Iterable[CommitmentView], author_id: UUID) -> list[str]:
    """Return the author's own texts, each once, the latest made first: to be used again in one tap."""
    own = sorted((each for each in commitments if each.made_by_id == author_id), key=lambda each: each.made_at)
    return list(dict.fromkeys(each.text for each in reversed(own)))[:PHRASES]


def overdue_counts(actor: Actor, learner_ids: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    """Return for each learner with open commitments how many there are and how many are overdue, in one query."""
    overdue = func.sum(case((Commitment.due_on < clock.today(), 1), else_=0))
    statement = (
        select(Commitment.learner_id, func.count(), overdue)
        .where(
            Commitment.school_id == actor.school_id,
            Commitment.learner_id.in_(learner_ids),
            Commitment.state == CommitmentState.OPEN,
        )
        .group_by(Commitment.learner_id)
    )
    return {learner_id: (total, int(late)) for learner_id, total, late in db.session.execute(statement)}


def commitment(actor: Actor, commitment_id: UUID) -> Commitment:
    """Return one commitment of the actor's school; the caller checks the relation to its learner. Raises NotFound."""
    row = db.session.get(Commitment, commitment_id)
    if row is None or row.school_id != actor.school_id:
        raise NotFound
    return row
