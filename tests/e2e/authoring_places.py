"""Where the browser looks: making and changing sheets."""

from collections.abc import Callable
from typing import Any

AUTHORING_PAGES: dict[str, Callable[[Any], list[dict[str, Any]]]] = {}
