"""The pages: sheets and portfolios on paper."""

from .blueprint import pages

__all__ = ["pages"]
