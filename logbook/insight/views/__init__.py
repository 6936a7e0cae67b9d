"""Pages that only read, across the features. A module hangs its pages on `pages` and is imported here."""

from . import attention, compare, learner, limits, teacher, trends
from .blueprint import pages

__all__ = ["attention", "compare", "learner", "limits", "pages", "teacher", "trends"]
