"""Reads of drafts."""

from .drafts import draft_of, locked_draft

__all__ = ["draft_of", "locked_draft"]
