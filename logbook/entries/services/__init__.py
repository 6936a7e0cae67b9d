"""Deeds on entries and ratings. The caller opens the transaction; each change of state appends its one event."""

from .content import check_ratings, checked_fields
from .drafts import SaveDraft, discard_draft, save_draft, save_entry_draft
from .erase_entry import erase_entry, erase_entry_of
from .filing import refuse_erased
from .ops import fingerprint, lock_learner, once, replayed
from .rate_own_week import RateOwnWeek, rate_own_week
from .ratings import open_round, record_assessment, record_week_assessment, week_for_update
from .rejected import keep_rejected
from .stages import move_round, set_stage
from .submit_entry import SubmitEntry, submit_entry
from .summaries import Difference, check, rebuild, summarise
from .sweep_media import Swept, sweep_media
from .take_up_revision import take_up_revision
from .withdraw_entry import withdraw_entry

__all__ = [
    "Difference",
    "RateOwnWeek",
    "SaveDraft",
    "SubmitEntry",
    "Swept",
    "check",
    "check_ratings",
    "checked_fields",
    "discard_draft",
    "erase_entry",
    "erase_entry_of",
    "fingerprint",
    "keep_rejected",
    "lock_learner",
    "move_round",
    "once",
    "open_round",
    "rate_own_week",
    "rebuild",
    "record_assessment",
    "record_week_assessment",
    "refuse_erased",
    "replayed",
    "save_draft",
    "save_entry_draft",
    "set_stage",
    "submit_entry",
    "summarise",
    "sweep_media",
    "take_up_revision",
    "week_for_update",
    "withdraw_entry",
]
