"""What is done to days, placements and what they need."""

from .days import set_day_status

__all__ = ["set_day_status"]
