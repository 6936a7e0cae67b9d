"""Reading sheet files: strict YAML, the shape of each kind, and a report that names file, path and reason."""

from .drawing_names import drawing_names
from .files import LIBRARY, read_library
from .validation import validate_sheet

__all__ = ["LIBRARY", "drawing_names", "read_library", "validate_sheet"]
