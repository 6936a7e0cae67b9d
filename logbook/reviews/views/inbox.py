"""What waits for the person who looks."""

from flask import Response

from logbook.core.roles import Role
from logbook.core.weeks import iso_number, iso_week
from logbook.reviews import queries
from logbook.web.actor import current_actor
from logbook.web.rendering import render, see_other

from .blueprint import pages


@pages.get("/inbox")
def inbox() -> Response:
    """Show one card for each learner and week that waits."""
    cards = queries.inbox(current_actor())
    return render("reviews/inbox.html", cards=cards, iso_week=iso_week, iso_number=iso_number)


@pages.get("/inbox/first")
def first() -> Response:
    """Go straight to what has waited longest: where somebody who was invited begins."""
    actor = current_actor()
    weeks = [card for card in queries.inbox(actor) if card.placement_id] if actor.role is Role.MENTOR else []
    if not weeks:
        return see_other("reviews.inbox")
    return see_other("reviews.week", placement_id=weeks[0].placement_id, iso_week=iso_week(weeks[0].week))
