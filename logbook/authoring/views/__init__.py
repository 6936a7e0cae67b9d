"""The pages: making and changing sheets."""

from . import criteria, drafts, exchange, publishing, rows, versions
from .blueprint import pages

__all__ = ["criteria", "drafts", "exchange", "pages", "publishing", "rows", "versions"]
