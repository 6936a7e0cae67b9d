"""The pages: finding and assigning sheets, and what a sheet says."""

from . import assign, assigned, index
from .blueprint import pages

__all__ = ["assign", "assigned", "index", "pages"]
