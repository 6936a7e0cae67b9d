"""Visits to the workplace, planned, held and reported; and rounds of a whole class in the school's workshop."""

from . import after, calendar, learner, plan, planner, rhythm, visit, workshop
from .blueprint import pages

__all__ = ["after", "calendar", "learner", "pages", "plan", "planner", "rhythm", "visit", "workshop"]
