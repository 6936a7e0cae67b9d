"""Making and changing sheets."""

from logbook.core.roles import Role

AUTHORING: dict[str, frozenset[Role] | None] = {}
