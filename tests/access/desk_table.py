"""The teacher's desk. Who may, for whose thing; things that only these addresses name."""

from typing import Any

from tests.access.reach import Rule
from tests.factories import Cast

DESK: dict[str, Rule] = {}
DESK_OWN: set[str] = set()
"""Pages and deeds that name nobody's thing."""


def desk_things(_cast: Cast) -> dict[str, dict[str, dict[str, Any]]]:
    """Return for `own`, `other` and `foreign` the things that addresses name."""
    return {}
