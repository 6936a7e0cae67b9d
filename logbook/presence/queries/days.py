"""The days of learners, put together from the plan, the log and what each side said: three queries for any number."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Date, Integer, Select, String, bindparam, cast, func, literal, null, select

from logbook.accounts.models import Person, SchoolHoliday
from logbook.core.actor import Actor
from logbook.core.models import Id, UTCDateTime
from logbook.entries.models import WITH_LEARNER, Entry
from logbook.extensions import db
from logbook.presence.models import Compensation, DayStatement
from logbook.presence.policy import PresenceDay, Said, days_between
from logbook.training.models import Day
from logbook.training.policy import planned_minutes
from logbook.training.queries import PlacementView, placements_of

Key = tuple[UUID, date]


@dataclass
class Facts:
    """What is known of some learners between two days, by learner and date."""

    placements: Mapping[UUID, list[PlacementView]]
    holidays: Mapping[date, str]
    own: dict[Key, Said] = field(default_factory=dict)
    written: dict[Key, tuple[int | None, bool]] = field(default_factory=dict)
    stated: dict[tuple[UUID, date, str], Said] = field(default_factory=dict)
    moved_from: dict[Key, date] = field(default_factory=dict)
    moved_to: dict[Key, date] = field(default_factory=dict)


def presence_days(
    actor: Actor, learner_ids: Collection[UUID], first: date, last: date, only: Collection[UUID] | None = None
) -> dict[UUID, list[PresenceDay]]:
    """Return every day from `first` to `last` of learners whom the caller has found in reach.

    `only` are the placements that the actor reaches, for whom reaches a part of the learner's work: of those, only the
    days on which they run.
    """
    ids = list(learner_ids)
    holidays = holidays_between(actor.school_id, first, last)
    return days_with(ids, first, last, placements=placements_of(ids), holidays=holidays, only=only)


def days_with(
    learner_ids: Sequence[UUID],
    first: date,
    last: date,
    *,
    placements: Iterable[PlacementView],
    holidays: Mapping[date, str],
    only: Collection[UUID] | None = None,
) -> dict[UUID, list[PresenceDay]]:
    """Return the same for who has read the placements and holidays already, in one query."""
    by_learner: defaultdict[UUID, list[PlacementView]] = defaultdict(list)
    for each in placements:
        if only is None or each.id in only:
            by_learner[each.learner_id].append(each)
    facts = Facts(by_learner, holidays)
    _add_said(facts, learner_ids, first, last)
    dates = days_between(first, last)
    return {
        learner: [_day(facts, learner, day) for day in dates if only is None or _reached(facts, learner, day)]
        for learner in learner_ids
    }


def _reached(facts: Facts, learner: UUID, day: date) -> bool:
    """Return whether a placement in reach runs on that day: what other days were is not its mentor's to know."""
    return any(each.on(day) for each in facts.placements.get(learner, ()))


def holidays_between(school_id: UUID, first: date, last: date) -> dict[date, str]:
    """Return the school's holidays between two days, by day, with their name."""
    query = select(SchoolHoliday).where(
        SchoolHoliday.school_id == school_id, SchoolHoliday.first <= last, SchoolHoliday.last >= first
    )
    return {
        day: holiday.name
        for holiday in db.session.scalars(query)
        for day in days_between(max(first, holiday.first), min(last, holiday.last))
    }


def _add_said(facts: Facts, ids: Sequence[UUID], first: date, last: date) -> None:
    """Add what each side said of the days, what was handed in at the placements in reach, and days that were moved."""
    simulated = {each.id: each.workplace_kind == "simulated" for some in facts.placements.values() for each in some}
    asked = {"learners": list(ids), "first": first, "last": last, "placements": list(simulated)}
    for kind, learner, day, text, minutes, placement, moved, given, family, at in db.session.execute(_SAID, asked):
        if kind == "own":
            facts.own[(learner, day)] = Said(text, minutes)
        elif kind == "moved":
            facts.moved_to[(learner, day)] = moved
            facts.moved_from[(learner, moved)] = day
        elif kind == "written":
            _add_written(facts, (learner, day), minutes, simulated=simulated[placement])
        else:
            facts.stated[(learner, day, kind)] = Said(text, minutes, f"{given} {family}", at)


def _add_written(facts: Facts, key: Key, minutes: int | None, *, simulated: bool) -> None:
    """Add the minutes handed in at one placement, and whether all of that day was simulated."""
    before, all_simulated = facts.written.get(key, (None, True))
    known = [each for each in (before, minutes) if each is not None]
    facts.written[key] = (sum(known) if known else None, all_simulated and simulated)


# One statement of four parts, built once: kind, learner, day, status, minutes, placement, other day, by whom, when.
_MINE: BindParameter[UUID] = bindparam("learners", expanding=True)
_PERIOD: tuple[BindParameter[date], BindParameter[date]] = (bindparam("first"), bindparam("last"))
_NO_PLACEMENT, _NO_DAY, _NOBODY = cast(null(), Id), cast(null(), Date), cast(null(), String)
_OWN: "Select[*tuple[Any, ...]]" = select(
    literal("own", String),
    Day.learner_id,
    Day.date,
    Day.status,
    Day.minutes,
    _NO_PLACEMENT,
    _NO_DAY,
    _NOBODY,
    _NOBODY,
    cast(null(), UTCDateTime),
).where(Day.learner_id.in_(_MINE), Day.date.between(*_PERIOD))
_STATED: "Select[*tuple[Any, ...]]" = (
    select(
        DayStatement.side,
        DayStatement.learner_id,
        DayStatement.date,
        DayStatement.status,
        DayStatement.minutes,
        _NO_PLACEMENT,
        _NO_DAY,
        Person.given_name,
        Person.family_name,
        DayStatement.said_at,
    )
    .join(Person, Person.id == DayStatement.said_by)
    .where(DayStatement.learner_id.in_(_MINE), DayStatement.date.between(*_PERIOD))
)
_WRITTEN: "Select[*tuple[Any, ...]]" = (
    select(
        literal("written", String),
        Entry.learner_id,
        Entry.date,
        _NOBODY,
        cast(func.sum(Entry.minutes), Integer),
        Entry.placement_id,
        _NO_DAY,
        _NOBODY,
        _NOBODY,
        cast(null(), UTCDateTime),
    )
    .where(
        Entry.learner_id.in_(_MINE),
        Entry.date.between(*_PERIOD),
        Entry.placement_id.in_(bindparam("placements", expanding=True)),
        Entry.state.notin_([state.value for state in WITH_LEARNER]),
    )
    .group_by(Entry.learner_id, Entry.date, Entry.placement_id)
)
_MOVED: "Select[*tuple[Any, ...]]" = select(
    literal("moved", String),
    Compensation.learner_id,
    Compensation.worked_on,
    _NOBODY,
    cast(null(), Integer),
    _NO_PLACEMENT,
    Compensation.taken_on,
    _NOBODY,
    _NOBODY,
    cast(null(), UTCDateTime),
).where(Compensation.learner_id.in_(_MINE))
_SAID = _OWN.union_all(_STATED, _WRITTEN, _MOVED)


def _day(facts: Facts, learner: UUID, day: date) -> PresenceDay:
    key, placements = (learner, day), facts.placements.get(learner, [])
    written, wholly_simulated = facts.written.get(key, (None, False))
    planned = [each for each in placements if each.works_on(facts.moved_to.get(key, day))]
    return PresenceDay(
        date=day,
        planned=0 if _free(facts, key) else _planned(planned, facts.moved_to.get(key, day)),
        simulated=wholly_simulated or (bool(planned) and all(each.workplace_kind == "simulated" for each in planned)),
        free=_free(facts, key),
        learner=_own(facts.own.get(key), key in facts.written, written, wholly_simulated),
        workplace=facts.stated.get((learner, day, "workplace")),
        school=facts.stated.get((learner, day, "school")),
    )


def _free(facts: Facts, key: Key) -> str | None:
    """Return why a day is free; a holiday that is worked for another day is not."""
    if key in facts.moved_from:
        return "compensation"
    return "holiday" if key[1] in facts.holidays and key not in facts.moved_to else None


def _planned(placements: Iterable[PlacementView], day: date) -> int:
    return sum(planned_minutes(each.hours_per_week, each.weekdays)[day.isoweekday()] for each in placements)


def _own(said: Said | None, wrote: bool, minutes: int | None, simulated: bool) -> Said | None:
    """Return what the learner says: the status given, else that of the work handed in, with its minutes."""
    if said is None:
        return Said("simulated" if simulated else "workplace", minutes) if wrote else None
    return Said(said.status, minutes if minutes is not None else said.minutes)
