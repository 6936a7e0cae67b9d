"""Visits and workshop rounds."""

from logbook.core.roles import Role

VISITS: dict[str, frozenset[Role] | None] = {}
