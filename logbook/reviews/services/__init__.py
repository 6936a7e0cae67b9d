"""Deeds of reviewers. The caller opens the transaction; each change of state appends its one event."""

from .approve_week import approve_week
from .commands import (
    AGREE,
    LEAVE,
    RETURN,
    VERDICTS,
    EntryReview,
    NewCommitment,
    NewRemark,
    OpenRound,
    ReviewWeek,
)
from .confirm_signature import confirm_signature, refuse_signature
from .open_round import open_round
from .rate_entry import rate_blind, rate_entry
from .remarks import close_commitment, make_commitments, write_remarks
from .reopen_week import reopen_week
from .return_entry import reopen_entry, return_entry
from .said import Seen, from_json
from .sign_week import send_again, sign_week
from .week_states import note_opening

__all__ = [
    "AGREE",
    "LEAVE",
    "RETURN",
    "VERDICTS",
    "EntryReview",
    "NewCommitment",
    "NewRemark",
    "OpenRound",
    "ReviewWeek",
    "Seen",
    "approve_week",
    "close_commitment",
    "confirm_signature",
    "from_json",
    "make_commitments",
    "note_opening",
    "open_round",
    "rate_blind",
    "rate_entry",
    "refuse_signature",
    "reopen_entry",
    "reopen_week",
    "return_entry",
    "send_again",
    "sign_week",
    "write_remarks",
]
