"""Tables of a learner's work and of everybody's ratings of it, and the shapes in which they are read."""

from .attached import NOTHING, Attached, ShownNote, ShownPhoto
from .entry import EDITABLE, WITH_LEARNER, Draft, Entry, EntryRevision, EntryState, ErasedEntry, Op
from .fields import EntryFields
from .rating import Assessment, Round, StageStep, Week, WeekAssessment, WeekState
from .receipt import Receipt, Verdict, receipt_code
from .rejected import RejectedOp
from .shapes import (
    EntryView,
    KeptRevision,
    RatedRound,
    RatedWeek,
    Rating,
    compared_values,
    latest_values,
)
from .weekly import Weekly
from .worked import WorkedVersion

__all__ = [
    "EDITABLE",
    "NOTHING",
    "WITH_LEARNER",
    "Assessment",
    "Attached",
    "Draft",
    "Entry",
    "EntryFields",
    "EntryRevision",
    "EntryState",
    "EntryView",
    "ErasedEntry",
    "KeptRevision",
    "Op",
    "RatedRound",
    "RatedWeek",
    "Rating",
    "Receipt",
    "RejectedOp",
    "Round",
    "ShownNote",
    "ShownPhoto",
    "StageStep",
    "Verdict",
    "Week",
    "WeekAssessment",
    "WeekState",
    "Weekly",
    "WorkedVersion",
    "compared_values",
    "latest_values",
    "receipt_code",
]
