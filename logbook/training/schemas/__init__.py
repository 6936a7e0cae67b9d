"""Shapes of what is posted about days, placements and what they need."""

from .days import DayStatusSchema
from .needs import ConditionSchema, RecognitionSchema, TickSchema, WorkPhoneSchema
from .placements import AddMemberSchema, ChangeMemberSchema, ChangePlacementSchema, CoverSchema, PlacementSchema

__all__ = [
    "AddMemberSchema",
    "ChangeMemberSchema",
    "ChangePlacementSchema",
    "ConditionSchema",
    "CoverSchema",
    "DayStatusSchema",
    "PlacementSchema",
    "RecognitionSchema",
    "TickSchema",
    "WorkPhoneSchema",
]
