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
from .signatures import (
    Obstacle,
    Opened,
    Signing,
    is_open,
    opened,
    opened_week,
    signed_weeks,
    signing_of,
    teachers_of,
)
from .week import is_late, week_cards, week_page, week_with_ratings
from .week_page import WeekPage

__all__ = [
    "DRAFT",
    "CommitmentView",
    "EntryCard",
    "EntryPage",
    "InboxCard",
    "Obstacle",
    "Opened",
    "Place",
    "RemarkView",
    "Reviewer",
    "Row",
    "Signing",
    "WeekPage",
    "commitment",
    "commitment_phrases",
    "commitments_of",
    "day_in",
    "draft_key",
    "entry_page",
    "inbox",
    "is_late",
    "is_open",
    "open_commitments",
    "opened",
    "opened_week",
    "overdue_counts",
    "own_phrases",
    "place_of",
    "remarks_of",
    "signed_weeks",
    "signing_of",
    "teachers_of",
    "week_cards",
    "week_page",
    "week_with_ratings",
]
