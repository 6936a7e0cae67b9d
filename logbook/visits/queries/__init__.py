"""Reads of visits: what is due, what is planned, what was said; always as the actor may see it."""

from .due import DueVisit, due_visits, rhythm_of
from .lists import HeldVisit, VisitLine, along, learner_visits, own_of_week, own_planned, own_unreported, visits_of
from .one import ReportView, VisitPage, visit_page
from .route import PhoneNumber, Stop, route_of

__all__ = [
    "DueVisit",
    "HeldVisit",
    "PhoneNumber",
    "ReportView",
    "Stop",
    "VisitLine",
    "VisitPage",
    "along",
    "due_visits",
    "learner_visits",
    "own_of_week",
    "own_planned",
    "own_unreported",
    "rhythm_of",
    "route_of",
    "visit_page",
    "visits_of",
]
