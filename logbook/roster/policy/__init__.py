"""What a roster says and how it differs from what the school has. Pure functions."""

from .check import contradictions
from .compare import Comparison, Deed, compare
from .known import ClassPlace, Known, KnownPerson, KnownTime, RolePlace
from .rows import AT_COMPANIES, IN_CLASSES, MOST_ROWS, Key, Problem, Roster, Row

__all__ = [
    "AT_COMPANIES",
    "IN_CLASSES",
    "MOST_ROWS",
    "ClassPlace",
    "Comparison",
    "Deed",
    "Key",
    "Known",
    "KnownPerson",
    "KnownTime",
    "Problem",
    "RolePlace",
    "Roster",
    "Row",
    "compare",
    "contradictions",
]
