"""Reads of visits: what is due, what is planned, what was said; always as the actor may see it."""

from .due import DueVisit, due_visits, rhythm_of
from .lists import HeldVisit, VisitLine, learner_visits, own_of_week, own_planned, own_unreported, visits_of

__all__ = [
    "DueVisit",
    "HeldVisit",
    "VisitLine",
    "due_visits",
    "learner_visits",
    "own_of_week",
    "own_planned",
    "own_unreported",
    "rhythm_of",
    "visits_of",
]
