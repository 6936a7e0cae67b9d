"""Who is where with whom, always as the actor may see it."""

from .candidates import (
    WorkplaceCard,
    learner_to_place,
    learners_to_place,
    people_at_company,
    track_choices,
    workplace_to_choose,
    workplaces_to_choose,
)
from .classes import CLASS_LEARNERS, ClassView, class_of, classes_in_reach, classmates_in_reach, learners_of_class
from .days import days_of
from .needs import MentorNeeds, PlacementNeeds, needs_of
from .placement_lists import PlacementLine, attention_list, placement_line, placements_listed
from .placement_page import MemberLine, PlacementPage, covers_of, lists_of, members_listed, placement_page
from .placements import PlacementView, assigned_sheets, placement_members, placement_view, placements_of
from .reach import LearnerCard, learner_in_reach, learners_in_reach, placements_in_reach, relation_to, require_relation
from .team import Contact, Team, team_of

__all__ = [
    "CLASS_LEARNERS",
    "ClassView",
    "Contact",
    "LearnerCard",
    "MemberLine",
    "MentorNeeds",
    "PlacementLine",
    "PlacementNeeds",
    "PlacementPage",
    "PlacementView",
    "Team",
    "WorkplaceCard",
    "assigned_sheets",
    "attention_list",
    "class_of",
    "classes_in_reach",
    "classmates_in_reach",
    "covers_of",
    "days_of",
    "learner_in_reach",
    "learner_to_place",
    "learners_in_reach",
    "learners_of_class",
    "learners_to_place",
    "lists_of",
    "members_listed",
    "needs_of",
    "people_at_company",
    "placement_line",
    "placement_members",
    "placement_page",
    "placement_view",
    "placements_in_reach",
    "placements_listed",
    "placements_of",
    "relation_to",
    "require_relation",
    "team_of",
    "track_choices",
    "workplace_to_choose",
    "workplaces_to_choose",
]
