"""Strong points, work points, notes and commitments, as they are written down."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, NotPermitted
from logbook.core.events import append_event
from logbook.entries.services import lock_learner
from logbook.extensions import db
from logbook.reviews import policy, queries
from logbook.reviews.models import Commitment, CommitmentState, Remark
from logbook.training.queries import require_relation

from .commands import NewCommitment, NewRemark

_ALLOWED = {
    CommitmentState.OPEN: {CommitmentState.DONE, CommitmentState.DROPPED},
    CommitmentState.DONE: {CommitmentState.OPEN},
    CommitmentState.DROPPED: {CommitmentState.OPEN},
}


def write_remarks(
    actor: Actor,
    learner_id: UUID,
    remarks: Iterable[NewRemark],
    day: date,
    *,
    placement_id: UUID | None = None,
    week_id: UUID | None = None,
    round_id: UUID | None = None,
) -> None:
    """Write remarks on a learner, on a week or a round; one event each."""
    for remark in remarks:
        row = Remark(
            id=remark.id,
            school_id=actor.school_id,
            learner_id=learner_id,
            placement_id=placement_id,
            week_id=week_id,
            round_id=round_id,
            criterion_id=remark.criterion_id,
            kind=remark.kind,
            text=remark.text,
            example=remark.example,
            date=day,
            author_id=actor.person_id,
            author_role=actor.role.value,
            written_at=clock.now(),
        )
        db.session.add(row)
        db.session.flush()
        append_event(actor, "write_remark", "remark", row.id, learner_id=learner_id, new=remark.kind)


def make_commitments(
    actor: Actor,
    learner_id: UUID,
    commitments: Iterable[NewCommitment],
    *,
    placement_id: UUID | None = None,
    week_id: UUID | None = None,
) -> list[Commitment]:
    """Write down what was agreed, one event each; return them."""
    made = []
    for commitment in commitments:
        row = Commitment(
            school_id=actor.school_id,
            learner_id=learner_id,
            placement_id=placement_id,
            week_id=week_id,
            text=commitment.text,
            owner_role=commitment.owner_role,
            due_on=commitment.due_on,
            state=CommitmentState.OPEN,
            made_by=actor.person_id,
            made_at=clock.now(),
        )
        db.session.add(row)
        db.session.flush()
        append_event(actor, "make_commitment", "commitment", row.id, learner_id=learner_id, new=CommitmentState.OPEN)
        made.append(row)
    return made


def close_commitment(actor: Actor, commitment_id: UUID, target: CommitmentState) -> Commitment:
    """Tick a commitment, drop it, or open it again; the state that already holds is success.

    Raises NotFound, NotPermitted, or InvalidTransition (from done to dropped and back).
    """
    row = queries.commitment(actor, commitment_id)
    lock_learner(row.learner_id)
    db.session.refresh(row)
    relation = require_relation(actor, row.learner_id)
    if not policy.may_close_commitment(relation, row.owner_role, target):
        raise NotPermitted
    old = CommitmentState(row.state)
    if old is target:
        return row
    if target not in _ALLOWED[old]:
        raise InvalidTransition
    closed = target is not CommitmentState.OPEN
    row.state = target
    row.closed_by, row.closed_at = (actor.person_id, clock.now()) if closed else (None, None)
    append_event(actor, "close_commitment", "commitment", row.id, learner_id=row.learner_id, old=old, new=target)
    return row
