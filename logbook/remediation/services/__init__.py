"""Deeds on lessons."""

from .commands import Done, LessonPlan, NewLesson
from .hold_lesson import close_lesson, tick_lesson
from .plan_lesson import change_lesson, drop_lesson, make_lesson

__all__ = [
    "Done",
    "LessonPlan",
    "NewLesson",
    "change_lesson",
    "close_lesson",
    "drop_lesson",
    "make_lesson",
    "tick_lesson",
]
