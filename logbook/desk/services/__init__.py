"""The desk's deeds."""

from .filters import KeepFilter, drop_filter, keep_filter, rename_filter
from .limits import set_limits
from .seen import mark_seen
from .snooze import SnoozeReason, end_snooze, snooze_reason

__all__ = [
    "KeepFilter",
    "SnoozeReason",
    "drop_filter",
    "end_snooze",
    "keep_filter",
    "mark_seen",
    "rename_filter",
    "set_limits",
    "snooze_reason",
]
