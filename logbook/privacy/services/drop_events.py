"""The one way out for events: what they say and the salt go, the digest stays, and the chain still checks."""

from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.events import Event, append_event
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.privacy.models import INSTALLATION, EventDrop, EventSeal

AT_ONCE = 1000
ABOUT_PRIVACY = ("drop_events", "erase_person", "erase_logbook", "erase_entry", "set_hold", "lift_hold")
"""Deeds whose events stay: they tell that the others were dropped, and why."""


def droppable(school_id: UUID | None, which: ColumnElement[bool]) -> "ColumnElement[bool]":
    """Return the condition for a chain's sealed events that may be dropped, of those that `which` picks."""
    chain = (EventSeal.chain_id == (school_id or INSTALLATION)) & EventSeal.salt.is_not(None)
    sealed = select(EventSeal.event_id).where(chain, EventSeal.event_id == Event.id).exists()
    return which & sealed & Event.deed.not_in(ABOUT_PRIVACY)


def drop_events(actor: Actor | None, school_id: UUID | None, which: ColumnElement[bool], ground: str) -> int:
    """Drop the sealed events of a school that `which` picks, some in each transaction; return how many.

    The actor may be None for the daily job. An event that has no seal yet stays: seal first.
    """
    dropped = 0
    while number := _drop_some(actor, school_id, which, ground):
        dropped += number
    return dropped


def _drop_some(actor: Actor | None, school_id: UUID | None, which: ColumnElement[bool], ground: str) -> int:
    with transaction():
        query = select(Event.id).where(droppable(school_id, which)).order_by(Event.id).limit(AT_ONCE)
        ids = list(db.session.scalars(query))
        if ids:
            drop = EventDrop(id=new_id(), school_id=school_id, ground=ground[:40], at=clock.now())
            db.session.add(drop)
            db.session.flush()
            emptied = update(EventSeal).where(EventSeal.event_id.in_(ids)).values(salt=None, drop_id=drop.id)
            for statement in (emptied, delete(Event).where(Event.id.in_(ids))):
                db.session.execute(statement, execution_options={"synchronize_session": False})
            append_event(actor, "drop_events", "event_drop", drop.id, rev=len(ids))
    return len(ids)
