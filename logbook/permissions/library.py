"""Finding and assigning sheets."""

from logbook.core.roles import Role

LIBRARY: dict[str, frozenset[Role] | None] = {}
