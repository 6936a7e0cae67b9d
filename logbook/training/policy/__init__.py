"""Rules of placements, pure: who may, which agreement, how many learners, what a mentor still needs."""

from .agreement import OAO_FROM, agreement_for, planned_minutes, years_after
from .checklists import sides_of
from .mentors import (
    CONDITIONS,
    GROUNDS,
    MOST_LEARNERS,
    Need,
    Period,
    first_day_without,
    mentor_needs,
    most_at_once,
    youngest_for,
)
from .relation import APPROVAL_GRACE, Relation, may_read_everything, may_read_placement, may_set_day

__all__ = [
    "APPROVAL_GRACE",
    "CONDITIONS",
    "GROUNDS",
    "MOST_LEARNERS",
    "OAO_FROM",
    "Need",
    "Period",
    "Relation",
    "agreement_for",
    "first_day_without",
    "may_read_everything",
    "may_read_placement",
    "may_set_day",
    "mentor_needs",
    "most_at_once",
    "planned_minutes",
    "sides_of",
    "years_after",
    "youngest_for",
]
