"""What learners of a class need, the lessons that are made of it, and what learners wrote."""

from .lesson_page import Effect, LessonPage, Participant, lesson_page
from .lessons import (
    LessonLine,
    LessonList,
    OwnLesson,
    criteria_of,
    lesson_for,
    lesson_list,
    lessons_of,
    open_lessons,
)
from .needs import CriterionNeeds, LearnerNeed, NeedsPage, SheetNeeds, needs_page
from .notes import Answer, NotesFilters, NotesPage, notes_page

__all__ = [
    "Answer",
    "CriterionNeeds",
    "Effect",
    "LearnerNeed",
    "LessonLine",
    "LessonList",
    "LessonPage",
    "NeedsPage",
    "NotesFilters",
    "NotesPage",
    "OwnLesson",
    "Participant",
    "SheetNeeds",
    "criteria_of",
    "lesson_for",
    "lesson_list",
    "lesson_page",
    "lessons_of",
    "needs_page",
    "notes_page",
    "open_lessons",
]
