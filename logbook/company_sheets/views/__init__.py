"""The pages: company sheets."""

from . import edit, photos, read
from .blueprint import pages

__all__ = ["edit", "pages", "photos", "read"]
