"""New events get their place in the chain: by the worker, so that nobody who saves something waits for it."""

import secrets
from datetime import timedelta

from sqlalchemy import insert, text

from logbook.core import clock
from logbook.core.events import Event
from logbook.core.ids import first_id, made_at
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.privacy.models import INSTALLATION, EventSeal
from logbook.privacy.policy.chain import BEFORE_THE_FIRST, SALT_BYTES, digest, link
from logbook.privacy.queries import chains

LATE = timedelta(days=1)
"""How long before the newest sealed event we look for one that was committed later than it was made."""
_LOCK = 8_313_720_001
"""One sealer at a time on PostgreSQL; on SQLite the transaction has the only lock."""


def seal_events(*, everything: bool = False) -> int:
    """Seal what is not sealed, a few hundred events in each transaction; return how many.

    An event is sealed because it has no seal, never because of its place: ids follow the moment of making, and a slow
    transaction may commit an earlier id after a later one was sealed. Events older than LATE are looked for with
    `everything` only, which the worker does at night.
    """
    sealed = 0
    while number := _seal_some(everything=everything):
        sealed += number
        if number < chains.AT_ONCE:
            break
    return sealed


def _seal_some(*, everything: bool) -> int:
    with transaction():
        if db.engine.dialect.name == "postgresql":
            db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        newest = None if everything else chains.newest_sealed()
        late = round(LATE.total_seconds() * 1000)
        events = chains.unsealed(first_id(made_at(newest) - late) if newest else None)
        if events:
            db.session.execute(insert(EventSeal), _seals(events))
    return len(events)


def _seals(events: list[Event]) -> list[dict[str, object]]:
    ends, moment, seals = chains.heads(), clock.now(), []
    for event in events:
        chain_id = event.school_id or INSTALLATION
        last, before = ends.get(chain_id, (0, BEFORE_THE_FIRST))
        salt = secrets.token_bytes(SALT_BYTES)
        digest_ = digest(salt, event)
        ends[chain_id] = last + 1, link(before, last + 1, digest_)
        seals.append(
            {
                "chain_id": chain_id,
                "sequence": last + 1,
                "event_id": event.id,
                "salt": salt,
                "digest": digest_,
                "chain": ends[chain_id][1],
                "sealed_at": moment,
            }
        )
    return seals
