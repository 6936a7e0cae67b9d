"""A calendar as calendar programs read it (RFC 5545): whole days, given names, nothing else."""

from datetime import date, timedelta

from flask_babel import gettext
from icalendar import Calendar as ICalendar
from icalendar import Event

from logbook.presence.queries import Calendar

ONE_DAY = timedelta(days=1)


def written(calendar: Calendar) -> bytes:
    """Return the calendar's text; the same days always give the same bytes, so that nothing unchanged is sent twice."""
    document = ICalendar()
    document.add("prodid", "-//Logbook//Dual learning//NL")
    document.add("version", "2.0")
    document.add("x-wr-calname", gettext("Werkplek %(of)s", of=calendar.of))
    for day, names in calendar.at_work.items():
        document.add_component(
            _event(calendar, day, "work", gettext("Op de werkplek: %(names)s", names=", ".join(names)))
        )
    for day, name in sorted(calendar.holidays.items()):
        document.add_component(_event(calendar, day, "free", name))
    return bytes(document.to_ical())


def _event(calendar: Calendar, day: date, kind: str, summary: str) -> Event:
    event = Event()
    event.add("uid", f"{calendar.feed.id}-{kind}-{day.isoformat()}")
    event.add("dtstamp", calendar.feed.made_at)
    event.add("dtstart", day)
    event.add("dtend", day + ONE_DAY)
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event
