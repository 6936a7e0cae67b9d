"""The chains: what is not sealed yet, where each ends, and its seals with their events."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from logbook.core.events import Event
from logbook.extensions import db
from logbook.privacy.models import EventDrop, EventSeal

AT_ONCE = 500


def unsealed(first: UUID | None = None, before: datetime | None = None, limit: int = AT_ONCE) -> list[Event]:
    """Return events without a seal by their ids, those from the id `first` on, and made before a moment, if given."""
    query = select(Event).where(~select(EventSeal.event_id).where(EventSeal.event_id == Event.id).exists())
    if first:
        query = query.where(Event.id >= first)
    if before:
        query = query.where(Event.at < before)
    return list(db.session.scalars(query.order_by(Event.id).limit(limit)))


def newest_sealed() -> UUID | None:
    """Return the highest id of an event that is sealed."""
    return db.session.scalar(select(EventSeal.event_id).order_by(EventSeal.event_id.desc()).limit(1))


def heads() -> dict[UUID, tuple[int, str]]:
    """Return the last sequence and hash of each chain."""
    last = select(EventSeal.chain_id, func.max(EventSeal.sequence).label("last")).group_by(EventSeal.chain_id)
    ends = last.subquery()
    at_end = (EventSeal.chain_id == ends.c.chain_id) & (EventSeal.sequence == ends.c.last)
    rows = db.session.execute(select(EventSeal.chain_id, EventSeal.sequence, EventSeal.chain).join(ends, at_end))
    return {row.chain_id: (row.sequence, row.chain) for row in rows}


def seals_of(chain_id: UUID) -> Iterator[tuple[EventSeal, Event | None]]:
    """Yield a chain's seals in order, each with its event if that is there; a few hundred are in memory at a time."""
    after = -1
    query = select(EventSeal, Event).outerjoin(Event, Event.id == EventSeal.event_id)
    query = query.where(EventSeal.chain_id == chain_id).order_by(EventSeal.sequence).limit(AT_ONCE)
    query = query.execution_options(populate_existing=True)
    while rows := db.session.execute(query.where(EventSeal.sequence > after)).all():
        yield from ((seal, event) for seal, event in rows)
        after = rows[-1][0].sequence


def seal_count() -> int:
    """Return how many seals there are."""
    return db.session.scalar(select(func.count()).select_from(EventSeal)) or 0


def drops() -> dict[UUID, tuple[int, int | None]]:
    """Return of each drop how many seals it emptied, and how many its own event speaks of (None: there is none)."""
    emptied = select(EventSeal.drop_id, func.count().label("number")).group_by(EventSeal.drop_id).subquery()
    told = (Event.deed == "drop_events") & (Event.thing == "event_drop")
    said = {UUID(row.thing_id): row.rev for row in db.session.execute(select(Event.thing_id, Event.rev).where(told))}
    query = select(EventDrop.id, emptied.c.number).outerjoin(emptied, emptied.c.drop_id == EventDrop.id)
    return {row.id: (row.number or 0, said.get(row.id)) for row in db.session.execute(query)}
