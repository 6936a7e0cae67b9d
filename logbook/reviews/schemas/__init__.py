"""What the forms of reviewers take: the same shapes that the phone's outbox and the API send."""

from .entries import BlindSchema, EntryReviewSchema, ReasonSchema, ReturnSchema
from .rounds import RoundSchema
from .signing import ConfirmSchema, SignSchema
from .week import WeekReviewSchema

__all__ = [
    "BlindSchema",
    "ConfirmSchema",
    "EntryReviewSchema",
    "ReasonSchema",
    "ReturnSchema",
    "RoundSchema",
    "SignSchema",
    "WeekReviewSchema",
]
