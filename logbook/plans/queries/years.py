"""School years in which learners have a plan."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from logbook.accounts.models import SchoolYear
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.weeks import monday, week_number
from logbook.extensions import db

MOST = 6


@dataclass(frozen=True, slots=True)
class Year:
    """A school year, and the weeks that begin or go on in it."""

    starts_on: date
    ends_on: date

    @property
    def weeks(self) -> range:
        """The numbers of its weeks."""
        return range(week_number(self.starts_on), week_number(self.ends_on) + 1)

    @property
    def mondays(self) -> list[tuple[int, date]]:
        """Each of its weeks with the Monday on which it begins."""
        return [(week, monday(week)) for week in self.weeks]

    def holds(self, day: date) -> bool:
        """Whether a day is in it."""
        return self.starts_on <= day <= self.ends_on


def years_of(actor: Actor) -> list[Year]:
    """Return the newest school years of the actor's school, the newest first: one query, and always one at least."""
    query = select(SchoolYear.starts_on, SchoolYear.ends_on).where(SchoolYear.school_id == actor.school_id)
    found = [Year(*row) for row in db.session.execute(query.order_by(SchoolYear.starts_on.desc()).limit(MOST))]
    return found or [_usual(clock.today())]


def year_of(years: list[Year], starts_in: int | None = None) -> Year:
    """Return the year that begins in `starts_in`, else the one of today, else the last that began, else the first."""
    today = clock.today()
    if starts_in is not None:
        asked = [each for each in years if each.starts_on.year == starts_in]
        if asked:
            return asked[0]
    return next((each for each in years if each.starts_on <= today), years[-1])


def _usual(today: date) -> Year:
    begun = today.year if today.month >= 9 else today.year - 1
    return Year(date(begun, 9, 1), date(begun + 1, 8, 31))
