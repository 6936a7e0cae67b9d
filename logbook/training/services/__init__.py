"""What is done to days, placements and what they need."""

from .assign import assign_sheets, place_sheet, unassign_sheet
from .checklists import tick_item, untick_item
from .conditions import Met, record_condition, record_recognition
from .cover import ArrangeCover, arrange_cover
from .days import set_day_status
from .members import AddMember, ChangeMember, add_member, change_member
from .phones import keep_work_phone
from .placements import PlaceLearner, Terms, change_placement, place_learner

__all__ = [
    "AddMember",
    "ArrangeCover",
    "ChangeMember",
    "Met",
    "PlaceLearner",
    "Terms",
    "add_member",
    "arrange_cover",
    "assign_sheets",
    "change_member",
    "change_placement",
    "keep_work_phone",
    "place_learner",
    "place_sheet",
    "record_condition",
    "record_recognition",
    "set_day_status",
    "tick_item",
    "unassign_sheet",
    "untick_item",
]
