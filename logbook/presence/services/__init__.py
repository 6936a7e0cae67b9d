"""What is said of days, agreed for holidays, and opened as calendars."""

from .compensation import agree_compensation, take_back_compensation
from .feeds import make_feed, revoke_feed
from .statements import StateDay, confirm_week, state_day

__all__ = [
    "StateDay",
    "agree_compensation",
    "confirm_week",
    "make_feed",
    "revoke_feed",
    "state_day",
    "take_back_compensation",
]
