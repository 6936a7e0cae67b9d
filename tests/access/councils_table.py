"""The class council and its documents. Who may, for whose thing; things that only these addresses name."""

from typing import Any

from tests.access.reach import SCHOOL, Rule
from tests.factories import Cast

COUNCILS: dict[str, Rule] = {
    "councils.class_file": Rule("class", SCHOOL),
    "councils.learner_file": Rule("class_learner", SCHOOL),
}
COUNCILS_OWN: set[str] = {"councils.index"}
"""Pages and deeds that name nobody's thing."""


def councils_things(_cast: Cast) -> dict[str, dict[str, dict[str, Any]]]:
    """Return for `own`, `other` and `foreign` the things that addresses name."""
    return {}
