"""The training plan."""

from logbook.core.roles import Role

PLANS: dict[str, frozenset[Role] | None] = {}
