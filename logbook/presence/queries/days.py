"""The days of learners, put together from the plan, the log and what each side said: six queries for any number."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from logbook.accounts.models import Person, SchoolHoliday
from logbook.core.actor import Actor
from logbook.entries.models import WITH_LEARNER, Entry
from logbook.extensions import db
from logbook.presence.models import Compensation, DayStatement
from logbook.presence.policy import PresenceDay, Said, days_between
from logbook.training.policy import planned_minutes
from logbook.training.queries import PlacementView, days_of, placements_of

Key = tuple[UUID, date]


@dataclass
class Facts:
    """What is known of some learners between two days, by learner and date."""

    placements: dict[UUID, list[PlacementView]]
    holidays: dict[date, str]
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
    facts = _facts(actor, list(learner_ids), first, last, only)
    dates = days_between(first, last)
    return {
        learner: [_day(facts, learner, day) for day in dates if only is None or _reached(facts, learner, day)]
        for learner in learner_ids
    }


def _reached(facts: Facts, learner: UUID, day: date) -> bool:
    """Return whether a placement in reach runs on that day: what other days were is not its mentor's to know."""
    return any(each.on(day) for each in facts.placements.get(learner, ()))


def _facts(actor: Actor, ids: list[UUID], first: date, last: date, only: Collection[UUID] | None) -> Facts:
    placements: defaultdict[UUID, list[PlacementView]] = defaultdict(list)
    for each in placements_of(ids):
        if only is None or each.id in only:
            placements[each.learner_id].append(each)
    facts = Facts(placements, holidays_between(actor.school_id, first, last))
    for key, day in days_of(ids, first, last).items():
        facts.own[key] = Said(day.status, day.minutes)
    _add_written(facts, ids, first, last)
    _add_statements(facts, ids, first, last)
    _add_compensation(facts, ids)
    return facts


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


def _add_written(facts: Facts, ids: list[UUID], first: date, last: date) -> None:
    """Add the minutes of what was handed in at the placements in reach, and whether all of it was simulated."""
    simulated = {each.id: each.workplace_kind == "simulated" for some in facts.placements.values() for each in some}
    query = (
        select(Entry.learner_id, Entry.date, Entry.placement_id, func.sum(Entry.minutes))
        .where(
            Entry.learner_id.in_(ids),
            Entry.date.between(first, last),
            Entry.placement_id.in_(simulated),
            Entry.state.notin_([state.value for state in WITH_LEARNER]),
        )
        .group_by(Entry.learner_id, Entry.date, Entry.placement_id)
    )
    for learner, day, placement, minutes in db.session.execute(query):
        kind = simulated[placement] if placement else False
        before, all_simulated = facts.written.get((learner, day), (None, True))
        known = [each for each in (before, minutes) if each is not None]
        facts.written[(learner, day)] = (sum(known) if known else None, all_simulated and kind)


def _add_statements(facts: Facts, ids: list[UUID], first: date, last: date) -> None:
    query = (
        select(DayStatement, Person.given_name, Person.family_name)
        .join(Person, Person.id == DayStatement.said_by)
        .where(DayStatement.learner_id.in_(ids), DayStatement.date.between(first, last))
    )
    for each, given, family in db.session.execute(query):
        said = Said(each.status, each.minutes, f"{given} {family}", each.said_at)
        facts.stated[(each.learner_id, each.date, each.side)] = said


def _add_compensation(facts: Facts, ids: list[UUID]) -> None:
    for each in db.session.scalars(select(Compensation).where(Compensation.learner_id.in_(ids))):
        facts.moved_to[(each.learner_id, each.worked_on)] = each.taken_on
        facts.moved_from[(each.learner_id, each.taken_on)] = each.worked_on


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
