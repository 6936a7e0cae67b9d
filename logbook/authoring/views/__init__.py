"""The pages: making and changing sheets."""

from .blueprint import pages

__all__ = ["pages"]
