"""What is read across a learner and a class: calibration, trends."""

from logbook.core.roles import Role

INSIGHT: dict[str, frozenset[Role] | None] = {}
