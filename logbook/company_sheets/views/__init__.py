"""The pages: company sheets."""

from .blueprint import pages

__all__ = ["pages"]
