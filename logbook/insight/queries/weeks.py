"""The weeks of a period, as the pages that show a whole year lay them out."""

from datetime import date, timedelta

from logbook.core.weeks import week_number

EVER = date(2000, 1, 3)
"""Before anything that can be known."""
LONGEST = timedelta(weeks=157)
"""The longest period that such a page has room for: three years."""


def kept_within(first: date, until: date) -> date:
    """Return the first day of a period, later where the period would be too long."""
    return max(first, until - LONGEST + timedelta(days=1))


def weeks_between(first: date, until: date) -> range:
    """Return the numbers of the weeks from the one of `first` to the one of `until`."""
    return range(week_number(first), week_number(until) + 1)
