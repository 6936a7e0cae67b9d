"""Finding and assigning sheets. Who may, for whose thing; things that only these addresses name."""

from typing import Any

from tests.access.reach import LETTING_IN, Rule
from tests.factories import WELDING, Cast

SHEET = {"slug": WELDING}
LIBRARY: dict[str, Rule] = {
    "library.assigned": Rule("learner", LETTING_IN),
    "library.place": Rule("learner", LETTING_IN, post=True, more=SHEET, data={"place": "0"}),
    "library.unassign": Rule("learner", LETTING_IN, post=True, more=SHEET),
}
LIBRARY_OWN: set[str] = {"library.index", "library.choose"}
"""Pages and deeds that name nobody's thing."""


def library_things(_cast: Cast) -> dict[str, dict[str, dict[str, Any]]]:
    """Return for `own`, `other` and `foreign` the things that addresses name."""
    return {}
