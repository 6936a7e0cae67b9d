"""Planned visits as a file for the own calendar."""

from uuid import UUID

from flask import Response, make_response

from logbook.core import clock
from logbook.visits import queries
from logbook.visits.queries import VisitLine
from logbook.web.actor import current_actor

from .blueprint import pages
from .ical import written

A_YEAR = 366


@pages.get("/visits/calendar.ics")
def own_calendar() -> Response:
    """Give the visits that the actor planned from today on."""
    today = clock.today()
    return _file(queries.own_planned(current_actor(), today, today.replace(year=today.year + 1, day=1)), "visits")


@pages.get("/visits/<uuid:visit_id>/calendar.ics")
def one_calendar(visit_id: UUID) -> Response:
    """Give one visit, to everybody who may know of it."""
    return _file([queries.visit_page(current_actor(), visit_id).line], "visit")


def _file(lines: list[VisitLine], name: str) -> Response:
    response = make_response(written(lines))
    response.content_type = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
