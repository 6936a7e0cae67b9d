"""Tables of a learner's work and of everybody's ratings of it."""

from .entry import EDITABLE, Draft, Entry, EntryRevision, EntryState, Op
from .rating import Assessment, Round, StageStep, Week, WeekAssessment, WeekState
from .weekly import Weekly

__all__ = [
    "EDITABLE",
    "Assessment",
    "Draft",
    "Entry",
    "EntryRevision",
    "EntryState",
    "Op",
    "Round",
    "StageStep",
    "Week",
    "WeekAssessment",
    "WeekState",
    "Weekly",
]
