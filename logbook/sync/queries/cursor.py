"""How far a phone has seen: the newest event, and how many stood just before it."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from logbook.core.events import Touched, touched_since
from logbook.core.ids import first_id, made_at

OVERLAP = timedelta(minutes=2)
"""Looked at again every time. An event gets its id when it is made and is seen when it is committed, so that a later
one may be seen first; no transaction takes this long, and the clocks of several servers differ by less."""
LOOK_BACK = timedelta(weeks=8)
_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class News:
    """What changed since a cursor; `since` is None when the phone gets everything. `cursor` is for the next time.

    The cursor is another one if, and only if, there was an event that the last one had not seen.
    """

    cursor: str
    since: datetime | None
    touched: Sequence[Touched]

    def ids(self, thing: str) -> set[UUID]:
        """Return the things of one kind that changed."""
        return {UUID(each.thing_id) for each in self.touched if each.thing == thing}

    def new(self, thing: str, thing_id: UUID) -> bool:
        """Return whether the phone does not know the thing as it is now."""
        return self.since is None or thing_id in self.ids(thing)


def news_since(learner_ids: Collection[UUID], cursor: str) -> News:
    """Return what changed of learners in reach since `cursor`; everything for one that is unknown or too old."""
    seen, now = _seen(cursor), time.time_ns() // 1_000_000  # the clock that ids are made with
    oldest, newest = now - LOOK_BACK // _MILLISECOND, now + OVERLAP // _MILLISECOND
    known = seen is not None and oldest < made_at(seen) < newest
    first = _before(seen) if seen and known else first_id(oldest)
    touched = touched_since(learner_ids, first)
    since = datetime.fromtimestamp(made_at(first) / 1000, UTC) if known else None
    return News(_cursor(touched, cursor if known else ""), since, touched)


def _before(event_id: UUID) -> UUID:
    return first_id(made_at(event_id) - OVERLAP // _MILLISECOND)


def _seen(cursor: str) -> UUID | None:
    try:
        return UUID(hex=cursor.partition("-")[0])
    except ValueError:
        return None


def _cursor(touched: Sequence[Touched], otherwise: str) -> str:
    """Return the newest event with the number of events in the time before it that is looked at again."""
    if not touched:
        return otherwise
    newest = touched[-1].event_id
    return f"{newest.hex}-{sum(each.event_id >= _before(newest) for each in touched)}"
