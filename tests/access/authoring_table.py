"""Who may reach what of: making and changing sheets."""

from typing import Any

from tests.access.reach import Rule
from tests.factories import Cast

AUTHORING: dict[str, Rule] = {}
AUTHORING_OWN: set[str] = set()
"""Pages and deeds that name nobody's thing."""


def authoring_things(_cast: Cast) -> dict[str, dict[str, dict[str, Any]]]:
    """Return for `own`, `other` and `foreign` the things that addresses name."""
    return {}
