"""Pages that only read, across the features. A module hangs its pages on `pages` and is imported here."""

from . import learner, teacher
from .blueprint import pages

__all__ = ["learner", "pages", "teacher"]
