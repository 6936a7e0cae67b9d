"""Reads of entries, ratings, weeks and stages, always as the actor may see them."""

from .attached import attached, attached_to, photo_for, spoken_for
from .chosen import sheets_of
from .drafts import ENTRY, SOFT_SKILLS, draft_of, drafts_of, week_key
from .entries import (
    entries_of,
    entry_for,
    filed_revisions,
    kept_revisions,
    last_entry,
    own_entries,
    own_entry,
    owns,
    receipts_of,
    resume_id,
    revision,
)
from .rounds import rated_rounds, rated_weeks, round_of
from .sealed import sealed_entries
from .stages import current_stages, stage_of_week, stage_steps, stages_of_weeks
from .weeks import week_of, weeks_of
from .worked import shown_versions, usable_by_learner, usable_versions, version_for

__all__ = [
    "ENTRY",
    "SOFT_SKILLS",
    "attached",
    "attached_to",
    "current_stages",
    "draft_of",
    "drafts_of",
    "entries_of",
    "entry_for",
    "filed_revisions",
    "kept_revisions",
    "last_entry",
    "own_entries",
    "own_entry",
    "owns",
    "photo_for",
    "rated_rounds",
    "rated_weeks",
    "receipts_of",
    "resume_id",
    "revision",
    "round_of",
    "sealed_entries",
    "sheets_of",
    "shown_versions",
    "spoken_for",
    "stage_of_week",
    "stage_steps",
    "stages_of_weeks",
    "usable_by_learner",
    "usable_versions",
    "version_for",
    "week_key",
    "week_of",
    "weeks_of",
]
