"""Visits as calendar programs read them (RFC 5545): when, where, a given name; nothing of what was said."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from flask_babel import gettext
from icalendar import Calendar, Event

from logbook.core.clock import LOCAL_ZONE
from logbook.visits.queries import VisitLine

AN_HOUR = timedelta(hours=1)
ONE_DAY = timedelta(days=1)


def written(lines: Iterable[VisitLine]) -> bytes:
    """Return the calendar's text; the same visits always give the same bytes."""
    document = Calendar()
    document.add("prodid", "-//Logbook//Dual learning//NL")
    document.add("version", "2.0")
    document.add("method", "PUBLISH")
    document.add("x-wr-calname", gettext("Bezoeken"))
    for line in lines:
        document.add_component(_event(line))
    return bytes(document.to_ical())


def _event(line: VisitLine) -> Event:
    visit, event = line.visit, Event()
    event.add("uid", f"visit-{visit.id}")
    event.add("dtstamp", visit.planned_at)
    event.add("sequence", visit.version)
    if visit.time:
        begins = datetime.combine(visit.date, time.fromisoformat(visit.time), LOCAL_ZONE)
        event.add("dtstart", begins)
        event.add("dtend", begins + AN_HOUR)
    else:
        event.add("dtstart", visit.date)
        event.add("dtend", visit.date + ONE_DAY)
    event.add("summary", gettext("Bezoek %(name)s, %(company)s", name=line.given_name, company=line.company))
    if visit.kind == "workplace":
        event.add("location", line.address or line.place)
    if visit.state == "cancelled":
        event.add("status", "CANCELLED")
    return event
