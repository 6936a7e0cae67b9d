"""Reading sheet files: strict YAML, the shape of each kind, and a report that names file, path and reason."""

from .files import LIBRARY, read_library
from .validation import validate_sheet

__all__ = ["LIBRARY", "read_library", "validate_sheet"]
