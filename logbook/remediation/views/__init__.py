"""The pages of remediation and deepening: what a class needs, its lessons, what learners wrote."""

from . import deeds, form, lessons, needs, notes, own
from .blueprint import pages

__all__ = ["deeds", "form", "lessons", "needs", "notes", "own", "pages"]
