"""Where the browser looks: the training plan."""

from collections.abc import Callable
from typing import Any

PLANS_PAGES: dict[str, Callable[[Any], list[dict[str, Any]]]] = {}
