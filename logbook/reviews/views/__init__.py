"""The reviewers' pages."""

from . import commitments, entry, inbox, rate, rounds, sign, signature, week
from .blueprint import pages

__all__ = ["commitments", "entry", "inbox", "pages", "rate", "rounds", "sign", "signature", "week"]
