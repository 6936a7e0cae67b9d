"""What the forms of reviewers take: the same shapes that the phone's outbox and the API send."""

from .entries import BlindSchema, EntryReviewSchema, ReasonSchema, ReturnSchema
from .rounds import RoundSchema
from .week import WeekReviewSchema

__all__ = ["BlindSchema", "EntryReviewSchema", "ReasonSchema", "ReturnSchema", "RoundSchema", "WeekReviewSchema"]
