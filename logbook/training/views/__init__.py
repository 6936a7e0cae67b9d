"""Pages of placements: making and changing them, who is there, what they need, and how to reach each other."""

from . import checklists, members, mentors, new, placements, team
from .blueprint import pages

__all__ = ["checklists", "members", "mentors", "new", "pages", "placements", "team"]
