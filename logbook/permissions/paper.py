"""Sheets and portfolios on paper."""

from logbook.core.roles import Role

PAPER: dict[str, frozenset[Role] | None] = {}
