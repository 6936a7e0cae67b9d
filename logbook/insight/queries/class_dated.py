"""Everything with a date of a class, in one statement: entries, days away, what waits, holidays, visits.

The school's limits and the actor's saved views come along, since a page asks few statements and these are few rows.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    bindparam,
    cast,
    literal,
    null,
    or_,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import TypeEngine

from logbook.accounts.models import Person, SchoolHoliday
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.models import Id
from logbook.desk.models import AttentionLimits, AttentionSnooze, ClassFilter
from logbook.desk.policy import USUAL, Limits, limits_from
from logbook.desk.queries import FilterView, SnoozeView
from logbook.entries.models import Entry, EntryState
from logbook.extensions import db
from logbook.training.models import Day

from . import class_visits
from .class_visits import Visits

PENDING = (EntryState.SUBMITTED.value, EntryState.RETURNED.value, EntryState.REOPENED.value)
AWAY = ("school", "sick", "holiday", "absent")


class DayMark(NamedTuple):
    """Something known of a learner's date: an entry with its state, or (`entry` false) the day's status."""

    learner_id: UUID
    date: date
    entry: bool
    state: str
    submitted_at: datetime | None
    at_work: bool


@dataclass(frozen=True, slots=True)
class Dated:
    """Everything with a date of a class: marks and snoozes by learner; the limits, holidays and the actor's views."""

    marks: list[DayMark]
    snoozes: dict[UUID, list[SnoozeView]]
    filters: list[FilterView]
    limits: Limits
    holidays: frozenset[date]
    visits: Visits


def dated(actor: Actor, learner_ids: list[UUID], week: int, since: date, year: tuple[int, int]) -> Dated:
    """Return the entries of `week`, all that still wait in the year's weeks, days away since `since`, and the rest."""
    asked: dict[str, Any] = {"learners": learner_ids, "week": week, "since": since, "first": year[0], "last": year[1]}
    asked |= {"school": actor.school_id, "person": actor.person_id, "today": clock.today()}
    marks, snoozes, filters = [], defaultdict[UUID, list[SnoozeView]](list), []
    limits, holidays, visits = USUAL, set[date](), Visits()
    for kind, learner_id, day, last, state, moment, flag, n, words, name, ref in db.session.execute(_DATED, asked):
        if kind in ("entry", "day"):
            marks.append(DayMark(learner_id, day, kind == "entry", state, moment, flag))
        elif kind == "snooze":
            snoozes[learner_id].append(SnoozeView(ref, state, n, day, words, name))
        elif kind == "filter":
            filters.append(FilterView(ref, state, *words.split("/")))
        elif kind == "holiday":
            holidays.update(day + timedelta(days=offset) for offset in range((last - day).days + 1))
        elif kind == "limits":
            limits = limits_from(json.loads(state))
        else:
            visits.add(kind, day, last, (n, words), ref)
    return Dated(marks, snoozes, sorted(filters, key=lambda each: each.name), limits, frozenset(holidays), visits)


_LEARNERS: BindParameter[UUID] = bindparam("learners", expanding=True)


def _nothing(kind: "TypeEngine[Any]") -> "ColumnElement[Any]":
    return cast(null(), kind)


# kind, whose, day, last day, state or name, moment, flag, number, words, by whom, id
_ENTRIES = select(
    literal("entry").label("kind"),
    Entry.learner_id,
    Entry.date,
    _nothing(Date()).label("last"),
    Entry.state,
    Entry.submitted_at,
    Entry.placement_id.is_not(None).label("flag"),
    _nothing(Integer()).label("n"),
    _nothing(String()).label("words"),
    _nothing(String()).label("name"),
    _nothing(Id()).label("ref"),
).where(
    Entry.learner_id.in_(_LEARNERS),
    Entry.week.between(bindparam("first"), bindparam("last")),
    Entry.state != EntryState.DRAFT.value,
    or_(Entry.week == bindparam("week"), Entry.state.in_(PENDING)),
)


def _rows(kind: str, **given: "ColumnElement[Any] | InstrumentedAttribute[Any]") -> "Select[*tuple[Any, ...]]":
    """Select rows of another kind with the columns of `_ENTRIES`; what is not given is nothing."""
    nothing = [
        (name, _nothing(column.type)) for name, column in list(_ENTRIES.selected_columns.items())[1:] if name != "flag"
    ]
    nothing.insert(5, ("flag", true()))
    return select(literal(kind), *(given.get(name, empty) for name, empty in nothing))


_DAYS_AWAY = _rows("day", learner_id=Day.learner_id, date=Day.date, state=Day.status).where(
    Day.learner_id.in_(_LEARNERS), Day.date >= bindparam("since"), Day.status.in_(AWAY)
)
_SNOOZES = (
    _rows(
        "snooze",
        learner_id=AttentionSnooze.learner_id,
        date=AttentionSnooze.until,
        state=AttentionSnooze.kind,
        n=AttentionSnooze.n,
        words=AttentionSnooze.note,
        name=Person.given_name.concat(" ").concat(Person.family_name),
        ref=AttentionSnooze.id,
    )
    .join(Person, Person.id == AttentionSnooze.snoozed_by)
    .where(
        AttentionSnooze.learner_id.in_(_LEARNERS),
        AttentionSnooze.school_id == bindparam("school"),
        AttentionSnooze.ended_at.is_(None),
        AttentionSnooze.until >= bindparam("today"),
    )
)
_FILTERS = _rows(
    "filter",
    state=ClassFilter.name,
    words=ClassFilter.show.concat("/").concat(ClassFilter.weeks).concat("/").concat(ClassFilter.sort),
    ref=ClassFilter.id,
).where(ClassFilter.person_id == bindparam("person"), ClassFilter.school_id == bindparam("school"))
_HOLIDAYS = _rows("holiday", date=SchoolHoliday.first, last=SchoolHoliday.last).where(
    SchoolHoliday.school_id == bindparam("school"),
    SchoolHoliday.last >= bindparam("since"),
    SchoolHoliday.first <= bindparam("today"),
)
_LIMITS = _rows("limits", state=cast(AttentionLimits.limits, String)).where(
    AttentionLimits.school_id == bindparam("school")
)
_DATED = _ENTRIES.union_all(
    _DAYS_AWAY, _SNOOZES, _FILTERS, _HOLIDAYS, _LIMITS, *class_visits.statements(_rows, _LEARNERS)
)
