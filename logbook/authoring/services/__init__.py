"""Deeds of making sheets."""

from .arrange import ALL_DEEDS, arrange, fresh_name, was_used
from .begin_draft import begin_draft, latest_number
from .bring_in import bring_in
from .move_item import MOVE_TO, move_item
from .move_learners import move_learners
from .publish import drop_draft, publish_draft, published_as, rebase_draft
from .save_row import save_row
from .scales import own_scale
from .take_in_criteria import take_in_criteria
from .take_up import copy_sheet, edit_sheet, new_sheet

__all__ = [
    "ALL_DEEDS",
    "MOVE_TO",
    "arrange",
    "begin_draft",
    "bring_in",
    "copy_sheet",
    "drop_draft",
    "edit_sheet",
    "fresh_name",
    "latest_number",
    "move_item",
    "move_learners",
    "new_sheet",
    "own_scale",
    "publish_draft",
    "published_as",
    "rebase_draft",
    "save_row",
    "take_in_criteria",
    "was_used",
]
