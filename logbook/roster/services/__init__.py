"""Receiving a roster, agreeing to it, applying it as a whole, and undoing it."""

from .agree import agree_roster, comparison_of, fingerprint
from .apply_roster import apply_agreed, apply_roster
from .forget import forget_old_rosters
from .receive import drop_roster, receive_roster
from .undo_roster import ask_undo, undo_asked, undo_roster

__all__ = [
    "agree_roster",
    "apply_agreed",
    "apply_roster",
    "ask_undo",
    "comparison_of",
    "drop_roster",
    "fingerprint",
    "forget_old_rosters",
    "receive_roster",
    "undo_asked",
    "undo_roster",
]
