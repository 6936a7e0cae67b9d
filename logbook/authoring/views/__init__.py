"""The pages: making and changing sheets."""

from . import drafts, exchange, publishing, rows, versions
from .blueprint import pages

__all__ = ["drafts", "exchange", "pages", "publishing", "rows", "versions"]
