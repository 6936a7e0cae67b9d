"""The phone's calls, its worker, its manifest and the pages that it shows without a connection."""

from .blueprint import pages

__all__ = ["pages"]
