"""Deeds by their id: the same id with the same content gets the same receipt for ever, and does nothing else."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from logbook.accounts.models import Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import OpReused
from logbook.entries.models import Op, Receipt, Verdict
from logbook.extensions import db


def lock_learner(learner_id: UUID) -> None:
    """Let deeds on one learner's work follow each other. Every one begins with it: a phone may send two at once.

    PostgreSQL locks the person's row until the commit; on SQLite the whole transaction already holds the only lock.
    """
    # FOR NO KEY UPDATE: rows that only name the person can still be written by others
    db.session.execute(select(Person.id).where(Person.id == learner_id).with_for_update(key_share=True))


def fingerprint(sent: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what was sent, as canonical JSON: the order of keys does not matter."""
    canonical = json.dumps(sent, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def replayed(actor: Actor, op_id: UUID, sha: str) -> Receipt | None:
    """Return the receipt that this deed got before, or None. Raises OpReused when the id was another deed's."""
    op = db.session.get(Op, op_id, populate_existing=True)
    if op is None:
        return None
    if op.person_id != actor.person_id or op.sha != sha:
        raise OpReused
    return Receipt.of(op)


def once(actor: Actor, op_id: UUID, sha: str, deed: Callable[[], tuple[int, dict[str, Any]]]) -> Receipt:
    """Do a deed that keeps no words of its own, and return its receipt; a repeated one gets its receipt again.

    `deed` returns the revision that it left and what it was about (`Receipt`'s names). Raises OpReused, and what `deed`
    raises: then there is no receipt either.
    """
    lock_learner(actor.person_id)  # whoever it is: the deeds of one person follow each other
    found = replayed(actor, op_id, sha)
    if found:
        return found
    rev, about = deed()
    receipt = Receipt(op_id, sha, rev, Verdict.APPLIED, clock.now(), **about)
    record_op(actor, receipt)
    return receipt


def record_op(actor: Actor, receipt: Receipt) -> None:
    """Store the deed with its receipt. Raises OpReused when somebody else used the id at the same moment."""
    values = {"id": receipt.op_id, "person_id": actor.person_id, "sha": receipt.sha}
    with taken_is_reused():
        db.session.execute(insert(Op).values(**values, receipt=receipt.kept(), received_at=receipt.received_at))


@contextmanager
def taken_is_reused() -> Iterator[None]:
    """Tell an id that was taken between our look and our write as OpReused; the transaction is lost with it."""
    try:
        yield
    except IntegrityError as error:
        raise OpReused from error
