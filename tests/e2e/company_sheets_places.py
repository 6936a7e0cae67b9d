"""Where the browser looks: company sheets."""

from collections.abc import Callable
from typing import Any

COMPANY_SHEETS_PAGES: dict[str, Callable[[Any], list[dict[str, Any]]]] = {}
