"""Company sheets."""

from logbook.core.roles import Role

COMPANY_SHEETS: dict[str, frozenset[Role] | None] = {}
