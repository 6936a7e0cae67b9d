"""Pages that only read, across the features. A module hangs its pages on `pages` and is imported here."""

from .blueprint import pages

__all__ = ["pages"]
