"""Calendars with a secret address: made, shown once, replaced, ended; read by programs without a cookie."""

from hashlib import sha256
from uuid import UUID

from flask import Response, flash, make_response, request, url_for
from flask_babel import force_locale, gettext

from logbook.core.roles import SCHOOL_STAFF, Role
from logbook.core.unit_of_work import transaction
from logbook.presence import queries, services
from logbook.presence.schemas import FeedSchema
from logbook.training.queries import classes_in_reach, learners_in_reach
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .ical import written

AN_HOUR = "private, max-age=3600"


@pages.get("/calendars")
def calendars() -> Response:
    """List the own calendars, and what a new one can be of."""
    return _page(Loaded({}))


@pages.post("/calendars")
def make_feed() -> Response:
    """Make a calendar's address and show it: this once, in the answer itself, and nowhere else."""
    form = load(FeedSchema())
    if not form.ok:
        return _page(form, 422)
    with transaction():
        token = services.make_feed(current_actor(), **form.value)
    return _page(form, 201, url_for(".feed", token=token, _external=True))


@pages.post("/calendars/<uuid:feed_id>/end")
def revoke_feed(feed_id: UUID) -> Response:
    """End an address."""
    with transaction():
        services.revoke_feed(current_actor(), feed_id)
    flash(gettext("Dit adres werkt niet meer."))
    return see_other(".calendars")


def _page(form: Loaded, status: int = 200, address: str | None = None) -> Response:
    actor = current_actor()
    return render(
        "presence/calendars.html",
        status=status,
        form=form,
        address=address,
        feeds=queries.feeds_of(actor),
        classes=classes_in_reach(actor) if actor.role in SCHOOL_STAFF else [],
        learners=[] if actor.role is Role.COORDINATOR else learners_in_reach(actor, limit=60),
    )


@pages.get("/calendar/<token>.ics")
def feed(token: str) -> Response:
    """Give a calendar to a program that knows its address. An address that is unknown or over is not found."""
    calendar = queries.calendar_at(token)
    with force_locale(calendar.actor.language):
        body = written(calendar)
    response = make_response(body)
    response.content_type = "text/calendar; charset=utf-8"
    response.headers["Cache-Control"] = AN_HOUR
    response.headers["X-Robots-Tag"] = "noindex"
    response.set_etag(sha256(body).hexdigest())
    response.make_conditional(request)
    return response
