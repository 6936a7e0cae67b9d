"""Calibration and trends. Who may, for whose thing; things that only these addresses name."""

from typing import Any

from tests.access.reach import LEARNERS, MENTORS, SCHOOL, Rule
from tests.factories import Cast

INSIGHT: dict[str, Rule] = {
    "insight.calibration": Rule("learner", MENTORS | SCHOOL),
    "insight.year": Rule("learner", LEARNERS | MENTORS | SCHOOL),
    "insight.class_year": Rule("class", SCHOOL),
}
INSIGHT_OWN: set[str] = {"insight.own_calibration"}
"""Pages and deeds that name nobody's thing."""


def insight_things(_cast: Cast) -> dict[str, dict[str, dict[str, Any]]]:
    """Return for `own`, `other` and `foreign` the things that addresses name."""
    return {}
