"""Events: append-only, one for each change of state, written by the function that makes the change."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Index, String, select
from sqlalchemy.orm import Mapped, mapped_column

from logbook.extensions import db

from . import clock
from .actor import Actor
from .ids import new_id
from .models import Id, Model, UTCDateTime


class Event(Model):
    """Who did what to which thing, from which state to which, when and from which device; no words of people.

    The columns that name people and things carry no foreign keys: an event outlives what it speaks of.
    """

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_learner_id_at", "learner_id", "at"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    school_id: Mapped[UUID | None] = mapped_column(Id)
    person_id: Mapped[UUID | None] = mapped_column(Id)
    role: Mapped[str | None] = mapped_column(String(24))
    session_id: Mapped[UUID | None] = mapped_column(Id)
    deed: Mapped[str] = mapped_column(String(40))
    thing: Mapped[str] = mapped_column(String(24))
    thing_id: Mapped[str] = mapped_column(String(80), index=True)
    learner_id: Mapped[UUID | None] = mapped_column(Id)
    old: Mapped[str | None] = mapped_column(String(24))
    new: Mapped[str | None] = mapped_column(String(24))
    rev: Mapped[int | None]


def append_event(
    actor: Actor | None,
    deed: str,
    thing: str,
    thing_id: UUID | str,
    *,
    learner_id: UUID | None = None,
    old: str | None = None,
    new: str | None = None,
    rev: int | None = None,
) -> None:
    """Add the event of one change of state to the open transaction. `actor` is None for what a command did."""
    db.session.add(
        Event(
            at=clock.now(),
            school_id=actor and actor.school_id,
            person_id=actor and actor.person_id,
            role=actor and actor.role.value,
            session_id=actor and actor.session_id,
            deed=deed,
            thing=thing,
            thing_id=str(thing_id),
            learner_id=learner_id,
            old=old,
            new=new,
            rev=rev,
        )
    )


class Touched(NamedTuple):
    """That something of a learner changed: the event, and the thing that it names."""

    event_id: UUID
    thing: str
    thing_id: str


def touched_since(learner_ids: Collection[UUID], first: UUID) -> list[Touched]:
    """Return what changed of these learners in events whose id is not before `first`, in their order."""
    query = select(Event.id, Event.thing, Event.thing_id).where(Event.learner_id.in_(learner_ids), Event.id >= first)
    return [Touched(*row) for row in db.session.execute(query.order_by(Event.id))]
