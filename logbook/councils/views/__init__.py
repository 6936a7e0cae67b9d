"""The class council's pages."""

from . import documents
from .blueprint import pages

__all__ = ["documents", "pages"]
