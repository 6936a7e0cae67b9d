"""Dates, times and durations as people in Flanders write them, in the language of the page."""

from datetime import date, datetime

from flask_babel import format_date, gettext

from logbook.core import clock


def day(value: date) -> str:
    """Return `vrijdag 20 november`."""
    return str(format_date(value, "EEEE d MMMM"))


def short_day(value: date) -> str:
    """Return `vr 20 nov`."""
    return str(format_date(value, "EEEEEE d MMM")).replace(".", "")


def month(value: date) -> str:
    """Return `nov`."""
    return str(format_date(value, "MMM")).replace(".", "")


def weekday(value: date) -> str:
    """Return `vr`."""
    return str(format_date(value, "EEEEEE"))


def full_date(value: date) -> str:
    """Return `20 november 2026`."""
    return str(format_date(value, "d MMMM y"))


def iso_date(text: str) -> str:
    """Return `20 november 2026` for a date that a document holds as `2026-11-20`."""
    return full_date(date.fromisoformat(text))


def iso_short_day(text: str) -> str:
    """Return `vr 20 nov` for a date that a document holds as `2026-11-20`."""
    return short_day(date.fromisoformat(text))


def clock_time(moment: datetime) -> str:
    """Return `16:05`, local."""
    return clock.local(moment).strftime("%H:%M")


def when(moment: datetime) -> str:
    """Return `vandaag 16:05`, `gisteren 16:05` or `vr 20 nov 16:05`, local."""
    local = clock.local(moment)
    days_ago = (clock.today() - local.date()).days
    names = {0: gettext("vandaag"), 1: gettext("gisteren")}
    return f"{names.get(days_ago) or short_day(local.date())} {clock_time(moment)}"


def duration(minutes: int) -> str:
    """Return `3 u 30`, `3 u` or `45 min`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return str(gettext("%(n)s min", n=rest))
    if not rest:
        return str(gettext("%(n)s u", n=hours))
    return str(gettext("%(hours)s u %(minutes)s", hours=hours, minutes=f"{rest:02d}"))


FILTERS = {
    "day": day,
    "short_day": short_day,
    "weekday": weekday,
    "month": month,
    "full_date": full_date,
    "iso_date": iso_date,
    "iso_short_day": iso_short_day,
    "clock": clock_time,
    "when": when,
    "duration": duration,
}
