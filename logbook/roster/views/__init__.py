"""The pages of the roster import."""

from . import deeds, example, show
from .blueprint import pages

__all__ = ["deeds", "example", "pages", "show"]
