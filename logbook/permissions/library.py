"""Finding and assigning sheets."""

from logbook.core.roles import EVERYONE, Role

from .groups import LETTING_IN

LIBRARY: dict[str, frozenset[Role] | None] = {
    "library.index": EVERYONE,
    "library.choose": LETTING_IN,
    "library.assign": LETTING_IN,
    "library.assigned": LETTING_IN,
    "library.place": LETTING_IN,
    "library.unassign": LETTING_IN,
}
"""Who may reach what of: finding and assigning sheets."""
