"""Who is where with whom, always as the actor may see it."""

from .classes import CLASS_LEARNERS, ClassView, class_of, classes_in_reach, learners_of_class
from .days import days_of
from .placements import PlacementView, assigned_sheets, placement_members, placement_view, placements_of
from .reach import LearnerCard, learner_in_reach, learners_in_reach, placements_in_reach, relation_to, require_relation

__all__ = [
    "CLASS_LEARNERS",
    "ClassView",
    "LearnerCard",
    "PlacementView",
    "assigned_sheets",
    "class_of",
    "classes_in_reach",
    "days_of",
    "learner_in_reach",
    "learners_in_reach",
    "learners_of_class",
    "placement_members",
    "placement_view",
    "placements_in_reach",
    "placements_of",
    "relation_to",
    "require_relation",
]
