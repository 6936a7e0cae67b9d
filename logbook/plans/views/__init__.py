"""The pages: the training plan."""

from .blueprint import pages

__all__ = ["pages"]
