"""What a teacher's phone takes along: the visits of the coming days."""

from typing import Any

from logbook.core.actor import Actor
from logbook.visits.queries import along

from . import shapes
from .cursor import news_since

Json = dict[str, Any]


def teacher_changes(actor: Actor, cursor: str) -> Json:
    """Return what the acting teacher's phone takes along; always whole, since a visit that was moved has to go."""
    lines = along(actor)
    news = news_since({line.visit.learner_id for line in lines}, cursor)
    return {
        "cursor": news.cursor,
        "whole": True,
        "placements": [],
        "visits": [shapes.visit(line) for line in lines],
        "weeks": [],
        "sheets": [],
        "entries": [],
        "gone": [],
        "remarks": [],
        "commitments": [],
    }
