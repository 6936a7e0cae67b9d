"""After the council: additions beside a frozen file, actions that are done, and what stays when a file is erased."""

from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, NotFound, NotPermitted, OpReused
from logbook.core.events import append_event
from logbook.core.roles import SCHOOL_STAFF
from logbook.councils.models import (
    ActionState,
    Council,
    CouncilAction,
    CouncilAddendum,
    CouncilFile,
    CouncilSeal,
    CouncilState,
)
from logbook.councils.queries.file import learner_of
from logbook.councils.queries.sight import council_seen
from logbook.extensions import db
from logbook.reviews.models import Commitment, CommitmentState
from logbook.reviews.services import close_commitment
from logbook.training.queries import require_relation


def add_addendum(actor: Actor, council_id: UUID, learner_id: UUID, addendum_id: UUID, text: str) -> CouncilAddendum:
    """Add to a frozen file, beside it: by the class's staff and the file's members; the same one twice is one.

    Raises NotFound, NotPermitted, and InvalidTransition before the council is closed.
    """
    sight = council_seen(actor, council_id, lock=True)
    _, file = learner_of(sight, learner_id)
    if not (sight.staff or sight.sits(learner_id)):
        raise NotPermitted
    if sight.council.state != CouncilState.CLOSED or file is None:
        raise InvalidTransition
    known = db.session.get(CouncilAddendum, addendum_id)
    if known is not None:
        if known.file_id != file.id:
            raise OpReused
        return known
    row = CouncilAddendum(
        id=addendum_id,
        school_id=file.school_id,
        file_id=file.id,
        learner_id=learner_id,
        text=text,
        author_id=actor.person_id,
        author_role=actor.role.value,
        written_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    append_event(actor, "add_addendum", "council_file", file.id, learner_id=learner_id, new="addendum")
    return row


def close_action(actor: Actor, action_id: UUID, target: ActionState) -> CouncilAction:
    """Tick what a closed council agreed, drop it, or open it again; the state that holds already is success.

    Where it became a commitment, the commitment is what changes. Raises NotFound, NotPermitted, InvalidTransition.
    """
    row = db.session.get(CouncilAction, action_id)
    if row is None or row.school_id != actor.school_id:
        raise NotFound
    require_relation(actor, row.learner_id)
    if actor.role not in SCHOOL_STAFF:
        raise NotPermitted
    if _council(row).state != CouncilState.CLOSED:
        raise InvalidTransition
    if row.commitment_id and db.session.get(Commitment, row.commitment_id):
        close_commitment(actor, row.commitment_id, CommitmentState(target.value))
        return row
    old = row.state
    if old == target:
        return row
    closed = target is not ActionState.OPEN
    row.state = target.value
    row.closed_by, row.closed_at = (actor.person_id, clock.now()) if closed else (None, None)
    append_event(actor, "close_action", "council_action", row.id, learner_id=row.learner_id, old=old, new=target)
    return row


def _council(row: CouncilAction) -> Council:
    query = select(Council).join(CouncilFile, CouncilFile.council_id == Council.id).where(CouncilFile.id == row.file_id)
    return db.session.scalars(query).one()


def bury_files(school_id: UUID, which: ColumnElement[bool], ground: str) -> None:
    """Note on the seals of frozen files that are being erased when that was and why: the hash alone stays."""
    files = select(CouncilFile.id).where(CouncilFile.school_id == school_id, which)
    seals = update(CouncilSeal).where(CouncilSeal.file_id.in_(files), CouncilSeal.erased_at.is_(None))
    db.session.execute(seals.values(erased_at=clock.now(), ground=ground[:24]))
