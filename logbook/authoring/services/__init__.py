"""Deeds of making sheets."""

from .begin_draft import begin_draft

__all__ = ["begin_draft"]
