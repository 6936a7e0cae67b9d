"""Who may reach what of: the training plan."""

from typing import Any

from tests.access.reach import Rule
from tests.factories import Cast

PLANS: dict[str, Rule] = {}
PLANS_OWN: set[str] = set()
"""Pages and deeds that name nobody's thing."""


def plans_things(_cast: Cast) -> dict[str, dict[str, dict[str, Any]]]:
    """Return for `own`, `other` and `foreign` the things that addresses name."""
    return {}
