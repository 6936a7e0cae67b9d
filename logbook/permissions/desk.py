"""The teacher's desk."""

from logbook.core.roles import Role

DESK: dict[str, frozenset[Role] | None] = {}
