"""Where the browser looks: finding and assigning sheets."""

from collections.abc import Callable
from typing import Any

LIBRARY_PAGES: dict[str, Callable[[Any], list[dict[str, Any]]]] = {}
