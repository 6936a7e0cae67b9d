"""Visits to the workplace, planned, held and reported; and rounds of a whole class in the school's workshop."""

from .blueprint import pages

__all__ = ["pages"]
