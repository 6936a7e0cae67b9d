"""The agreement: its kind, and how its hours spread over the days of a week."""

from collections.abc import Collection
from datetime import date

OAO_FROM = 20
"""Hours a week, on average over the year, from which an agreement is an OAO (paid); below it is an SAO."""


def agreement_for(hours_per_week: int, simulated: bool) -> str:
    """Return the only kind of agreement that the law knows for these hours; a simulated workplace is always SAO."""
    return "oao" if hours_per_week >= OAO_FROM and not simulated else "sao"


def planned_minutes(hours_per_week: int, weekdays: Collection[int]) -> dict[int, int]:
    """Return the minutes planned on each weekday; they add up to the week's hours exactly, and differ by one at most.

    The first days of the week take the minutes that do not divide.
    """
    if not weekdays:
        return {}
    each, left = divmod(hours_per_week * 60, len(weekdays))
    return {day: each + (place < left) for place, day in enumerate(sorted(weekdays))}


def years_after(day: date, years: int) -> date:
    """Return the same day `years` later; 29 February becomes the 28th, since a deadline should not come late."""
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)
