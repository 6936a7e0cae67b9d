"""The days of a story: working days, school days, the ones off, and the moments in them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from logbook.core import clock, weeks

HISTORY_WEEKS = 12
_PUBLIC_HOLIDAYS = frozenset({(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)})


def public_holiday(day: date) -> bool:
    """Return whether everybody is free (the movable feasts left out)."""
    return (day.month, day.day) in _PUBLIC_HOLIDAYS


def moment(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Return a local time as a moment."""
    return datetime.combine(day, time(hour, minute, second), clock.LOCAL_ZONE).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Period:
    """The weeks of a history: whole weeks and what there is of the current one; nothing happens from `today` on."""

    first: int
    today: date

    @classmethod
    def until_yesterday(cls, whole_weeks: int = HISTORY_WEEKS) -> "Period":
        """Return the last `whole_weeks` weeks and the current one."""
        today = clock.today()
        return cls(weeks.week_number(today) - whole_weeks, today)

    @property
    def current(self) -> int:
        """The week of today."""
        return weeks.week_number(self.today)

    @property
    def end(self) -> datetime:
        """The moment at which the history stops."""
        return moment(self.today, 0)

    @property
    def year_starts_on(self) -> date:
        """Return the first of September before today, or the history's first day when that is earlier."""
        september = date(self.today.year - (self.today.month < 9), 9, 1)
        return min(september, weeks.monday(self.first))

    def past_days(self, week: int) -> list[date]:
        """Return the working days (Monday to Friday) of a week that have passed."""
        return [day for day in weeks.week_days(week)[:5] if day < self.today]


def next_working_day(day: date) -> date:
    """Return the first weekday after `day`."""
    day += timedelta(days=1)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
