"""What was refused for its content is kept as it came: the phone may be the only other place that has the words."""

from collections.abc import Mapping
from itertools import islice
from uuid import UUID

from sqlalchemy import delete, func, select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.upsert import upsert
from logbook.entries.models import RejectedOp
from logbook.extensions import db

MOST = 200
"""Rows for each person; the oldest make room."""
MOST_ERRORS = 50
"""Reasons that are kept of one: what is wrong a thousand times was not made by a form of ours."""


def keep_rejected(
    actor: Actor, op_id: UUID, url: str, body: str, *, code: str, errors: Mapping[str, list[str]] | None = None
) -> None:
    """Keep a refused deed with its reason. The same one again is one row, however often a phone tries."""
    problem = {"code": code, "errors": dict(islice((errors or {}).items(), MOST_ERRORS))}
    row = {
        "op_id": op_id,
        "person_id": actor.person_id,
        "url": url[:200],
        "body": body,
        "problem": problem,
        "received_at": clock.now(),
    }
    upsert(RejectedOp, row)
    newest = select(RejectedOp.op_id).where(RejectedOp.person_id == actor.person_id)
    newest = newest.order_by(RejectedOp.received_at.desc(), RejectedOp.op_id.desc()).limit(MOST)
    db.session.execute(
        delete(RejectedOp)
        .where(RejectedOp.person_id == actor.person_id, RejectedOp.op_id.not_in(newest))
        .execution_options(synchronize_session=False)
    )


def forget_rejected(learner_id: UUID, entry_id: UUID) -> None:
    """Delete what the learner sent of an entry that is erased and was refused."""
    about_it = func.lower(RejectedOp.url).contains(str(entry_id))
    db.session.execute(delete(RejectedOp).where(RejectedOp.person_id == learner_id, about_it))
