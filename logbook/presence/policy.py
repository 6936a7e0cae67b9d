"""What a day counts: what each side said of it, and the minutes that come of that. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import date as LocalDate

from logbook.core.roles import TEACHING, Role

WORKED = frozenset({"workplace", "simulated"})
EXCUSED = frozenset({"sick", "holiday", "school"})
"""What a planned day may be instead, without hours to make up for. `absent` is not among them."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one side says of a day; `minutes` only where it says so."""

    status: str
    minutes: int | None = None
    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PresenceDay:
    """A learner's day. `planned` minutes are 0 on a free day; `written` are the minutes of what was handed in.

    The workplace has the last word on what the day was; without it the learner, without both the school.
    """

    date: date
    planned: int
    simulated: bool = False
    free: str | None = None
    learner: Said | None = None
    workplace: Said | None = None
    school: Said | None = None

    @property
    def deciding(self) -> Said | None:
        """Whose word counts, if anybody spoke."""
        return self.workplace or self.learner or self.school

    @property
    def status(self) -> str | None:
        """What the day was, as far as anybody said."""
        return self.deciding.status if self.deciding else None

    @property
    def minutes(self) -> int:
        """Minutes worked: as the workplace says, else as written, else (worked, no more known) as planned."""
        if self.status not in WORKED:
            return 0
        told = [said.minutes for said in (self.workplace, self.learner, self.school) if said and said.status in WORKED]
        return next((minutes for minutes in told if minutes is not None), self.planned)

    @property
    def excused(self) -> int:
        """Planned minutes that need not be made up for."""
        return self.planned if self.status in EXCUSED else 0

    @property
    def in_simulation(self) -> bool:
        """Whether the minutes are of simulated learning; they count as hours at work."""
        return self.status == "simulated" or (self.simulated and self.status == "workplace")

    @property
    def differs(self) -> bool:
        """Whether two sides said different things."""
        return len({said.status for said in (self.learner, self.workplace, self.school) if said}) > 1

    def state(self, today: LocalDate) -> str:
        """Return `missing`, `unplanned`, `coming`, `free` or `known`."""
        if self.status is None:
            if not self.planned:
                return "free"
            return "missing" if self.date < today else "coming"
        return "unplanned" if self.status in WORKED and not self.planned else "known"


@dataclass(frozen=True, slots=True)
class Totals:
    """Minutes of some days: planned, made at work, made in simulation, and planned but excused."""

    planned: int = 0
    workplace: int = 0
    simulated: int = 0
    excused: int = 0

    @property
    def made(self) -> int:
        """Minutes that count: simulated ones as much as those at work."""
        return self.workplace + self.simulated

    @property
    def balance(self) -> int:
        """Minutes ahead of the agreement, or behind it (negative)."""
        return self.made + self.excused - self.planned


def totals(days: Iterable[PresenceDay]) -> Totals:
    """Add up days."""
    planned = workplace = simulated = excused = 0
    for day in days:
        planned += day.planned
        excused += day.excused
        if day.in_simulation:
            simulated += day.minutes
        else:
            workplace += day.minutes
    return Totals(planned, workplace, simulated, excused)


def due(days: Iterable[PresenceDay], today: date) -> list[PresenceDay]:
    """Return the days that count by now: those before today, and today once somebody said what it is."""
    return [day for day in days if day.date < today or (day.date == today and day.status is not None)]


def school_year(day: date) -> tuple[date, date]:
    """Return the first and last day of the school year around `day`: 1 September to 31 August."""
    first = date(day.year if day.month >= 9 else day.year - 1, 9, 1)
    return first, date(first.year + 1, 8, 31)


def last_compensation(day: date) -> date:
    """Return the last day on which a holiday worked on `day` can be made good: 30 June of that school year."""
    return date(school_year(day)[1].year, 6, 30)


def side_of(role: Role) -> str | None:
    """Return for which side a role confirms days: the mentor's word is the workplace's; others read."""
    if role is Role.MENTOR:
        return "workplace"
    return "school" if role in TEACHING or role is Role.COORDINATOR else None


def days_between(first: date, last: date) -> list[date]:
    """Return every day from `first` to `last`."""
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
