"""Remediation and deepening."""

from logbook.core.roles import Role

REMEDIATION: dict[str, frozenset[Role] | None] = {}
