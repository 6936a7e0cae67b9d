"""Classes, workplaces, tracks, placements and what they need around them, assigned sheets, days."""

from .checklists import Checklist, ChecklistItem, checklist_items, checklists
from .days import DAY_STATUSES, Day
from .guidance import ChecklistTick, Cover, MentorCondition, Recognition, WorkPhone
from .placements import AssignedSheet, Placement, PlacementMember
from .places import ClassGroup, ClassMember, Track, Workplace

__all__ = [
    "DAY_STATUSES",
    "AssignedSheet",
    "Checklist",
    "ChecklistItem",
    "ChecklistTick",
    "ClassGroup",
    "ClassMember",
    "Cover",
    "Day",
    "MentorCondition",
    "Placement",
    "PlacementMember",
    "Recognition",
    "Track",
    "WorkPhone",
    "Workplace",
    "checklist_items",
    "checklists",
]
