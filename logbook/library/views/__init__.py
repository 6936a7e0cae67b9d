"""The pages: finding and assigning sheets."""

from .blueprint import pages

__all__ = ["pages"]
