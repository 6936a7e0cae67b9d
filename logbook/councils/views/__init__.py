"""The class council's pages."""

from . import after, documents, member, plan, printing, session
from .blueprint import pages

__all__ = ["after", "documents", "member", "pages", "plan", "printing", "session"]
