"""The reviewers' pages."""

from . import commitments, entry, inbox, rate, rounds, week
from .blueprint import pages

__all__ = ["commitments", "entry", "inbox", "pages", "rate", "rounds", "week"]
