"""Who may with a plan, what it covers, what a card must tell, and how it stands beside what was done. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from logbook.core.roles import Role
from logbook.core.weeks import monday, week_number
from logbook.training.policy import Relation

from .models import Place

READERS = frozenset({Role.LEARNER, Role.MENTOR, Role.COMPANY_COORDINATOR, Role.GUARDIAN})


def may_change_plan(relation: Relation) -> bool:
    """Whether the actor makes and changes the learner's plan: teachers of the class and the school's coordinator."""
    return relation.teaches or relation.role is Role.COORDINATOR


def may_read_plan(relation: Relation) -> bool:
    """Whether the actor reads it: who makes it, the learner, the mentors, the company's coordinator, a guardian."""
    return may_change_plan(relation) or relation.role in READERS


@dataclass(frozen=True, slots=True)
class Coverage:
    """The sheets of the track: `placed` somewhere, `open` by name, or `missing` from the plan altogether."""

    placed: frozenset[str]
    open: frozenset[str]
    missing: frozenset[str]

    @property
    def whole(self) -> bool:
        """Whether the plan says something of every sheet."""
        return not self.missing

    @property
    def total(self) -> int:
        """How many sheets the track has."""
        return len(self.placed) + len(self.open) + len(self.missing)


def coverage_of(track: Collection[str], items: Iterable[tuple[str, str]]) -> Coverage:
    """Return how the items (sheet, place) cover the sheets of a track; a sheet placed anywhere is placed."""
    wanted, named = frozenset(track), list(items)
    placed = wanted & {sheet for sheet, place in named if place != Place.OPEN}
    opened = wanted & {sheet for sheet, _ in named} - placed
    return Coverage(placed, opened, wanted - placed - opened)


@dataclass(frozen=True, slots=True)
class Where:
    """A place: of a kind, at a placement when it is known which."""

    place: Place
    placement_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Weeks:
    """From week number `first` to `last`, both inclusive."""

    first: int
    last: int


class Warn(StrEnum):
    """What a card tells about its weeks. `TWO_PLACES` is allowed, and told."""

    OUTSIDE = "outside"
    NO_WORK = "no_work"
    TWO_PLACES = "two_places"


@dataclass(frozen=True, slots=True)
class Span:
    """Where a sheet stands and from which Monday until which Sunday; `key` tells places apart."""

    sheet: str
    key: str
    first: date
    last: date

    @property
    def weeks(self) -> range:
        """The numbers of its weeks."""
        return range(week_number(self.first), week_number(self.last) + 1)


@dataclass(frozen=True, slots=True)
class At:
    """When somebody is at a workplace: its dates and weekdays."""

    first: date
    last: date | None
    weekdays: frozenset[int]

    def holds(self, day: date) -> bool:
        """Whether the placement runs on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


def outside(span: Span, at: At) -> bool:
    """Whether one of the weeks has no day in common with the placement."""
    return not all(any(at.holds(day) for day in _days(week)) for week in (span.weeks[0], span.weeks[-1]))


def idle_weeks(span: Span, at: At, holidays: Iterable[tuple[date, date]]) -> list[int]:
    """Return the weeks within the placement in which there is no day of work: holidays, or no weekday at all."""
    free = list(holidays)
    return [week for week in span.weeks if any(map(at.holds, _days(week))) and not _works(week, at, free)]


def _works(week: int, at: At, free: list[tuple[date, date]]) -> bool:
    return any(
        at.holds(day) and day.isoweekday() in at.weekdays and not any(first <= day <= last for first, last in free)
        for day in _days(week)
    )


def _days(week: int) -> list[date]:
    return [monday(week) + timedelta(days=day) for day in range(7)]


def in_two_places(span: Span, others: Iterable[Span]) -> bool:
    """Whether the sheet stands somewhere else in one of the same weeks."""
    return any(
        each.sheet == span.sheet and each.key != span.key and each.first <= span.last and span.first <= each.last
        for each in others
    )


class Stand(StrEnum):
    """How an item stands beside what was done: in words a card can carry."""

    REACHED = "reached"
    BEGUN = "begun"
    BEHIND = "behind"
    NOW = "now"
    LATER = "later"
    NONE = "none"


def stand_of(span: Span | None, today: date, *, worked: bool, reached: bool) -> Stand:
    """Return how an item stands: behind when its weeks are over and nothing was done on the sheet anywhere."""
    if reached:
        return Stand.REACHED
    if worked:
        return Stand.BEGUN
    if span is None:
        return Stand.NONE
    if span.last < today:
        return Stand.BEHIND
    return Stand.NOW if span.first <= today else Stand.LATER


def agreed(named: Collection[UUID], mentors: Mapping[UUID, object], *, learner: bool) -> bool:
    """Whether everybody agreed: the learner, and a mentor of each named placement (of any, when none is named)."""
    return learner and bool(mentors) and set(named) <= mentors.keys()
