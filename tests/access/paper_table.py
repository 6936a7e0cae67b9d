"""Who may reach what of: sheets and portfolios on paper."""

from typing import Any

from tests.access.reach import Rule
from tests.factories import Cast

PAPER: dict[str, Rule] = {}
PAPER_OWN: set[str] = set()
"""Pages and deeds that name nobody's thing."""


def paper_things(_cast: Cast) -> dict[str, dict[str, dict[str, Any]]]:
    """Return for `own`, `other` and `foreign` the things that addresses name."""
    return {}
