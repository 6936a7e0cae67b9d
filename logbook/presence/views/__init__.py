"""Hours of a learner and of a class, a week's days from both sides, worked holidays, calendars."""

from . import calendars, compensation, hours, week
from .blueprint import pages

__all__ = ["calendars", "compensation", "hours", "pages", "week"]
