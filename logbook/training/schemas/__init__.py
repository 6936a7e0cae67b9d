"""Shapes of what is posted about days, placements and what they need."""

from .days import DayStatusSchema

__all__ = ["DayStatusSchema"]
