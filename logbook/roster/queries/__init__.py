"""What the school has, and its imports."""

from .imports import import_of, imports_of, last_applied, years_of
from .known import known_to

__all__ = ["import_of", "imports_of", "known_to", "last_applied", "years_of"]
