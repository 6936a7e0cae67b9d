"""Reads of drafts."""

from .drafts import draft_of, draft_page, locked_draft, open_draft
from .known import base_content, known_scales, published_ids
from .preview import sheet_as_read
from .wrong import Wrong, what_is_wrong

__all__ = [
    "Wrong",
    "base_content",
    "draft_of",
    "draft_page",
    "known_scales",
    "locked_draft",
    "open_draft",
    "published_ids",
    "sheet_as_read",
    "what_is_wrong",
]
