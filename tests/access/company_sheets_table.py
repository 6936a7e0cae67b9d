"""Who may reach what of: company sheets."""

from typing import Any

from tests.access.reach import Rule
from tests.factories import Cast

COMPANY_SHEETS: dict[str, Rule] = {}
COMPANY_SHEETS_OWN: set[str] = set()
"""Pages and deeds that name nobody's thing."""


def company_sheets_things(_cast: Cast) -> dict[str, dict[str, dict[str, Any]]]:
    """Return for `own`, `other` and `foreign` the things that addresses name."""
    return {}
