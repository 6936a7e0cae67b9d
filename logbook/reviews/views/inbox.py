"""What waits for the person who looks."""

from flask import Response

from logbook.core.weeks import iso_number, iso_week
from logbook.reviews import queries
from logbook.web.actor import current_actor
from logbook.web.rendering import render

from .blueprint import pages


@pages.get("/inbox")
def inbox() -> Response:
    """Show one card for each learner and week that waits."""
    cards = queries.inbox(current_actor())
    return render("reviews/inbox.html", cards=cards, iso_week=iso_week, iso_number=iso_number)
