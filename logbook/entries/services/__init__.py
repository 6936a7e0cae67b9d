"""Deeds on entries and ratings. The caller opens the transaction; each change of state appends its one event."""

from .content import check_ratings, checked_fields
from .drafts import SaveDraft, discard_draft, save_draft, save_entry_draft
from .ops import fingerprint, lock_learner
from .rate_own_week import RateOwnWeek, rate_own_week
from .ratings import open_round, record_assessment, record_week_assessment, week_for_update
from .stages import move_round, set_stage
from .submit_entry import SubmitEntry, submit_entry
from .summaries import Difference, check, rebuild, summarise
from .take_up_revision import take_up_revision
from .withdraw_entry import withdraw_entry

__all__ = [
    "Difference",
    "RateOwnWeek",
    "SaveDraft",
    "SubmitEntry",
    "check",
    "check_ratings",
    "checked_fields",
    "discard_draft",
    "fingerprint",
    "lock_learner",
    "move_round",
    "open_round",
    "rate_own_week",
    "rebuild",
    "record_assessment",
    "record_week_assessment",
    "save_draft",
    "save_entry_draft",
    "set_stage",
    "submit_entry",
    "summarise",
    "take_up_revision",
    "week_for_update",
    "withdraw_entry",
]
