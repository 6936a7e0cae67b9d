"""Weeks as one number, counted from Monday 3 January 2000, so that school years follow each other in one column."""

import re
from datetime import date, timedelta

FIRST_MONDAY = date(2000, 1, 3)
_ISO_WEEK = re.compile(r"(20\d{2})-W(\d{2})")


def week_number(day: date) -> int:
    """Return the number of the ISO week that `day` lies in."""
    return (day - FIRST_MONDAY).days // 7


def monday(week: int) -> date:
    """Return the Monday of week number `week`."""
    return FIRST_MONDAY + timedelta(weeks=week)


def week_days(week: int) -> list[date]:
    """Return the seven days of the week, Monday first."""
    first = monday(week)
    return [first + timedelta(days=offset) for offset in range(7)]


def iso_week(week: int) -> str:
    """Return the week as people and addresses write it: `2026-W47`."""
    year, number, _ = monday(week).isocalendar()
    return f"{year}-W{number:02d}"


def iso_number(week: int) -> int:
    """Return the number of the week within its year, 1 to 53."""
    return monday(week).isocalendar().week


def parse_iso_week(text: str) -> int:
    """Return the week number of `2026-W47`. Raises ValueError for anything else."""
    match = _ISO_WEEK.fullmatch(text)
    if match is None:
        raise ValueError(f"not a week: {text!r}")
    return week_number(date.fromisocalendar(int(match[1]), int(match[2]), 1))
