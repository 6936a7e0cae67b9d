"""Who of the cast reaches whose logbook, and how a rule of the table is written."""

from collections.abc import Set
from dataclasses import dataclass, field
from typing import Any

from tests.factories import WELDING

REACH: dict[str, Set[str]] = {
    "learner": {"own"},
    "other_learner": {"other"},
    "foreign_learner": {"foreign"},
    "mentor": {"own"},
    "other_mentor": {"other"},
    "supervisor": {"own"},
    "teacher": {"own", "other"},
    "counsellor": {"own", "other"},
    "other_teacher": set(),
    "coordinator": {"own", "other"},
    "company_coordinator": {"own"},
    "guardian": set(),  # this school does not let guardians read
    "outsider": set(),
}
"""Whose logbook each of the cast reaches at all."""

LEARNERS = {"learner", "other_learner", "foreign_learner"}
MENTORS = {"mentor", "other_mentor"}
TEACHERS = {"teacher", "counsellor"}
SCHOOL = TEACHERS | {"coordinator"}
COORDINATOR = {"coordinator"}
COORDINATORS = COORDINATOR | {"company_coordinator"}
ALL = set(REACH) - {"guardian", "outsider", "other_teacher"}
LETTING_IN = {"teacher", "coordinator"}
NOBODY: Set[str] = frozenset()
CHILDREN = frozenset({("guardian", "own"), ("guardian", "other")})
"""The children of the guardian, whom this school lets read nothing."""
SHEET = {"sheet": WELDING, "sheet_version": "1", "base_rev": "1"}
REASON = {"reason": "Kijk dit nog eens na."}


@dataclass(frozen=True)
class Rule:
    """Which thing the address names, who may (each for whom they reach), the method, more address, what is posted.

    `deed` is what a phone sends instead of a form; `also` are who may for whom although they reach nothing else.
    """

    thing: str
    may: Set[str]
    post: bool = False
    more: dict[str, Any] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    deed: dict[str, Any] | None = None
    also: Set[tuple[str, str]] = frozenset()
