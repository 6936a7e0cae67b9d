"""The pages: sheets and portfolios on paper."""

from . import portfolio, sheets
from .blueprint import pages

__all__ = ["pages", "portfolio", "sheets"]
