"""A learner's days: what each was, what was written, what is only begun, what waits for the learner."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, String, null, or_, select, type_coerce, union_all

from logbook.core import clock
from logbook.core.models import Id
from logbook.entries.models import Draft, Entry, EntryState
from logbook.entries.queries import ENTRY
from logbook.extensions import db
from logbook.training.models import Day
from logbook.training.queries import PlacementView

WAITS_FOR_LEARNER = (EntryState.RETURNED, EntryState.REOPENED, EntryState.DRAFT)
_NEEDIEST_FIRST = (*WAITS_FOR_LEARNER, EntryState.HELD, EntryState.SUBMITTED, EntryState.APPROVED)
MOST = 60


@dataclass(frozen=True, slots=True)
class Begun:
    """An entry that was begun and not handed in, as the server last kept it."""

    entry_id: str
    day: date | None
    sheet_version_id: UUID | None
    payload: dict[str, Any]

    @property
    def answered(self) -> int:
        """How many ratings were given."""
        ratings = self.payload.get("ratings")
        return len(ratings) if isinstance(ratings, dict) else 0


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day: its status if one was given, whether work was planned, and the work on it."""

    day: date
    status: str | None
    planned: bool
    entries: tuple[Entry, ...]
    begun: tuple[Begun, ...]

    @property
    def state(self) -> str:
        """The state that needs somebody most; without work the day's status, `open`, `coming` or `free`."""
        states = {entry.state for entry in self.entries}
        if self.begun:
            states.add(EntryState.DRAFT)
        if states:
            return next(state for state in _NEEDIEST_FIRST if state in states).value
        if self.status and self.status != "workplace":
            return self.status
        if not self.planned and self.status is None:
            return "free"
        return "open" if self.day <= clock.today() else "coming"

    @property
    def kind(self) -> str:
        """The state, or what kind of day it is while nothing is written: its status, `planned` or `free`."""
        state = self.state
        return self.status or "planned" if state in ("open", "coming") else state

    @property
    def minutes(self) -> int:
        """The minutes that were written down."""
        return sum(entry.minutes or 0 for entry in self.entries)


def entries_of_learner(learner_id: UUID, week: int) -> list[Entry]:
    """Return the entries of a week, all that wait for the learner, and the last one, by date: one query."""
    last = (
        select(Entry.id)
        .where(Entry.learner_id == learner_id)
        .order_by(Entry.date.desc(), Entry.submitted_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    wanted = or_(Entry.week == week, Entry.state.in_(WAITS_FOR_LEARNER), Entry.id == last)
    query = select(Entry).where(Entry.learner_id == learner_id, wanted).order_by(Entry.date, Entry.submitted_at)
    return list(db.session.scalars(query.limit(MOST)))


def notes_of_days(learner_id: UUID, first: date, last: date) -> tuple[dict[date, str], list[Begun]]:
    """Return the statuses of the days from `first` to `last`, and everything begun by the learner: one query."""
    nothing = type_coerce(null(), String)
    begun = select(Draft.date, nothing.label("status"), Draft.thing_id, Draft.sheet_version_id, Draft.payload).where(
        Draft.person_id == learner_id, Draft.thing == ENTRY
    )
    statuses = select(Day.date, Day.status, nothing, type_coerce(null(), Id), type_coerce(null(), JSON)).where(
        Day.learner_id == learner_id, Day.date.between(first, last)
    )
    known: dict[date, str] = {}
    drafts = []
    for day, status, thing_id, version_id, payload in db.session.execute(union_all(begun, statuses).limit(MOST)):
        if status is not None:
            known[day] = status
        else:
            drafts.append(Begun(thing_id, day, version_id, payload))
    return known, drafts


def day_lines(
    days: Iterable[date],
    statuses: dict[date, str],
    placements: list[PlacementView],
    entries: list[Entry],
    begun: list[Begun],
) -> list[DayLine]:
    """Put together what is known of each day."""
    written = {str(entry.id) for entry in entries}
    return [
        DayLine(
            day=day,
            status=statuses.get(day),
            planned=any(placement.works_on(day) for placement in placements),
            entries=tuple(entry for entry in entries if entry.date == day),
            begun=tuple(draft for draft in begun if draft.day == day and draft.entry_id not in written),
        )
        for day in days
    ]
