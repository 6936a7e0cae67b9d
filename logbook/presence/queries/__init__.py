"""Days, hours and calendars, as the actor may see them."""

from .days import days_with, holidays_between, presence_days
from .feeds import Calendar, FeedLine, calendar_at, feeds_of
from .hours import ClassHours, HoursPage, class_hours, compensations_of, hours_page, reached_placements
from .week import WeekPage, week_page

__all__ = [
    "Calendar",
    "ClassHours",
    "FeedLine",
    "HoursPage",
    "WeekPage",
    "calendar_at",
    "class_hours",
    "compensations_of",
    "days_with",
    "feeds_of",
    "holidays_between",
    "hours_page",
    "presence_days",
    "reached_placements",
    "week_page",
]
