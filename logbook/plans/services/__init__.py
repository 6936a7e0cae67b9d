"""Everything that changes a training plan, each with its event."""

from .agree import agree_plan
from .bulk import check_bulk, plan_for_class
from .commands import Placing
from .make import make_plan, ready_sheets
from .place import place_sheets, remove_items, shift_items

__all__ = [
    "Placing",
    "agree_plan",
    "check_bulk",
    "make_plan",
    "place_sheets",
    "plan_for_class",
    "ready_sheets",
    "remove_items",
    "shift_items",
]
