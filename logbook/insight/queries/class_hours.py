"""How far a learner is behind on the hours of four weeks, from what the class view reads of the roster anyhow.

The arithmetic is presence's own (`PresenceDay`, `totals`); only the reading is another: one text of days a learner,
put together by the database, where the hours page reads six lists.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, ScalarSelect, String, bindparam, cast, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from logbook.accounts.models import Person
from logbook.entries.models import WITH_LEARNER, Entry
from logbook.presence.models import Compensation, DayStatement
from logbook.presence.policy import PresenceDay, Said, due, totals
from logbook.sheets.models import SheetVersion
from logbook.training.models import Day
from logbook.training.policy import planned_minutes
from logbook.training.queries import PlacementView

WEEKS = 4
AN_HOUR = 60
A_DAY = timedelta(days=1)


class Worked(NamedTuple):
    """An entry of the window: at a placement or not, for how many minutes, on which sheet."""

    date: date
    at_work: bool
    minutes: int | None
    sheet: str


class DaysSaid(NamedTuple):
    """What was said of a learner's days in the window: by the learner, by the other sides, and which were exchanged."""

    worked: tuple[Worked, ...]
    own: Mapping[date, Said]
    stated: Mapping[tuple[date, str], Said]
    moved: tuple[tuple[date, date], ...]


def _told(*columns: "ColumnElement[Any] | InstrumentedAttribute[Any]") -> ColumnElement[str]:
    """Select columns as one line, `-` for nothing."""
    first, *others = [func.coalesce(cast(column, String), literal("-")) for column in columns]
    line: ColumnElement[str] = first
    for each in others:
        line = line.concat(literal(" ")).concat(each)
    return line


def _lines(line: ColumnElement[str], *where: ColumnElement[bool]) -> "ScalarSelect[str | None]":
    return select(func.aggregate_strings(line, "\n")).where(*where).scalar_subquery()


def columns() -> "tuple[ScalarSelect[str | None], ...]":
    """Return what the roster reads more of each learner, between the dates `from_day` and `until`."""
    first: BindParameter[date] = bindparam("from_day")
    last: BindParameter[date] = bindparam("until")
    entries = (
        select(
            func.aggregate_strings(
                _told(Entry.date, Entry.placement_id.is_not(None), Entry.minutes, SheetVersion.sheet_id), "\n"
            )
        )
        .join(SheetVersion, SheetVersion.id == Entry.sheet_version_id)
        .where(
            Entry.learner_id == Person.id,
            Entry.week.between(bindparam("since"), bindparam("week")),
            Entry.date.between(first, last),
            Entry.state.not_in([state.value for state in WITH_LEARNER]),
        )
        .scalar_subquery()
    )
    return (
        entries,
        _lines(_told(Day.date, Day.status, Day.minutes), Day.learner_id == Person.id, Day.date.between(first, last)),
        _lines(
            _told(DayStatement.date, DayStatement.side, DayStatement.status, DayStatement.minutes),
            DayStatement.learner_id == Person.id,
            DayStatement.date.between(first, last),
        ),
        _lines(_told(Compensation.worked_on, Compensation.taken_on), Compensation.learner_id == Person.id),
    )


def days_said(worked: str | None, own: str | None, stated: str | None, moved: str | None) -> DaysSaid:
    """Return what the texts of `columns` say."""
    return DaysSaid(
        tuple(
            Worked(_day(day), at_work in ("1", "true"), _number(minutes), sheet)
            for day, at_work, minutes, sheet in _split(worked)
        ),
        {_day(day): Said(status, _number(minutes)) for day, status, minutes in _split(own)},
        {(_day(day), side): Said(status, _number(minutes)) for day, side, status, minutes in _split(stated)},
        tuple((_day(on), _day(taken)) for on, taken in _split(moved)),
    )


def _split(text: str | None) -> Iterator[list[str]]:
    return (line.split(" ") for line in text.split("\n")) if text else iter(())


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _number(text: str) -> int | None:
    return None if text == "-" else int(text)


def hours_behind(
    said: DaysSaid, placements: Collection[PlacementView], holidays: Collection[date], last: date, today: date
) -> int:
    """Return by how many whole hours a learner is behind on the four weeks up to `last`; 0 when not."""
    if not placements:
        return 0
    behind = -totals(due(_days(said, placements, holidays, last), today)).balance
    return max(0, behind) // AN_HOUR


def window(last: date) -> tuple[date, date]:
    """Return the Monday with which the four weeks up to `last` begin, and `last`."""
    return last - timedelta(weeks=WEEKS - 1, days=last.weekday()), last


def _days(
    said: DaysSaid, placements: Collection[PlacementView], holidays: Collection[date], last: date
) -> Iterator[PresenceDay]:
    """Yield the days of the window on which something was planned or somebody said something."""
    minutes = [(each, planned_minutes(each.hours_per_week, each.weekdays)) for each in placements]
    moved_to, moved_from = dict(said.moved), {taken for _, taken in said.moved}
    wrote, stated = _written(said.worked), said.stated
    day, end = window(last)
    while day <= end:
        as_if = moved_to.get(day, day)
        free = day in moved_from or (day in holidays and day not in moved_to)
        planned = 0 if free else sum(each[as_if.isoweekday()] for place, each in minutes if place.works_on(as_if))
        own = _own(said.own.get(day), day in wrote, wrote.get(day))
        workplace, school = stated.get((day, "workplace")), stated.get((day, "school"))
        if planned or own or workplace or school:
            yield PresenceDay(day, planned, learner=own, workplace=workplace, school=school)
        day += A_DAY


def _written(worked: Iterable[Worked]) -> dict[date, int | None]:
    """Return the minutes handed in at work by day; None for a day of which none are known."""
    found: dict[date, int | None] = {}
    for each in worked:
        if each.at_work:
            before = found.get(each.date)
            found[each.date] = before if each.minutes is None else each.minutes + (before or 0)
    return found


def _own(told: Said | None, wrote: bool, minutes: int | None) -> Said | None:
    """Return what the learner says: the status given, else that of the work handed in, with its minutes."""
    if told is None:
        return Said("workplace", minutes) if wrote else None
    return told if minutes is None else Said(told.status, minutes)
