"""Where the browser looks: sheets and portfolios on paper."""

from collections.abc import Callable
from typing import Any

PAPER_PAGES: dict[str, Callable[[Any], list[dict[str, Any]]]] = {}
