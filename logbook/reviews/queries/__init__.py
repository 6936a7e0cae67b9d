"""Reads of what waits, of a week under review, of remarks and commitments."""

from .cards import EntryCard, Reviewer, Row
from .commitments import (
    CommitmentView,
    commitment,
    commitment_phrases,
    commitments_of,
    open_commitments,
    overdue_counts,
)
from .entry import EntryPage, entry_page
from .inbox import InboxCard, inbox
from .place import DRAFT, Place, day_in, draft_key, place_of
from .remarks import RemarkView, own_phrases, remarks_of
from .week import is_late, week_cards, week_page, week_with_ratings
from .week_page import WeekPage

__all__ = [
    "DRAFT",
    "CommitmentView",
    "EntryCard",
    "EntryPage",
    "InboxCard",
    "Place",
    "RemarkView",
    "Reviewer",
    "Row",
    "WeekPage",
    "commitment",
    "commitment_phrases",
    "commitments_of",
    "day_in",
    "draft_key",
    "entry_page",
    "inbox",
    "is_late",
    "open_commitments",
    "overdue_counts",
    "own_phrases",
    "place_of",
    "remarks_of",
    "week_cards",
    "week_page",
    "week_with_ratings",
]
