"""What a mentor's phone takes along: the placements, and the weeks that wait."""

from typing import Any

from logbook.core.actor import Actor
from logbook.extensions import db
from logbook.reviews.queries import inbox
from logbook.training.queries import learners_in_reach, placements_in_reach, placements_of

from . import shapes
from .cursor import news_since

Json = dict[str, Any]


def mentor_changes(actor: Actor, cursor: str) -> Json:
    """Return what the acting mentor's phone takes along; always whole, since what no longer waits has to go."""
    learners = {each.id: each.name for each in learners_in_reach(actor)}
    news = news_since(learners, cursor)
    reached = set(db.session.scalars(placements_in_reach(actor)))
    placements = [each for each in placements_of(list(learners)) if each.id in reached]
    return {
        "cursor": news.cursor,
        "whole": True,
        "placements": [shapes.placement(each) | {"learner": learners[each.learner_id]} for each in placements],
        "weeks": [shapes.waiting_week(card) for card in inbox(actor) if card.placement_id],
        "sheets": [],
        "entries": [],
        "gone": [],
        "remarks": [],
        "commitments": [],
    }
