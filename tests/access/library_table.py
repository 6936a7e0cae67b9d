"""Who may reach what of: finding and assigning sheets."""

from typing import Any

from tests.access.reach import Rule
from tests.factories import Cast

LIBRARY: dict[str, Rule] = {}
LIBRARY_OWN: set[str] = set()
"""Pages and deeds that name nobody's thing."""


def library_things(_cast: Cast) -> dict[str, dict[str, dict[str, Any]]]:
    """Return for `own`, `other` and `foreign` the things that addresses name."""
    return {}
