"""The class council's tables: councils, seats, files, and what is said there."""

from .council import Council, CouncilFile, CouncilMember, CouncilSeal, CouncilState, Presence
from .words import (
    LABEL,
    SHORT,
    WORDS,
    ActionKind,
    ActionState,
    CouncilAction,
    CouncilAddendum,
    CouncilDecision,
    DecisionChoice,
    OpeningStatement,
)

__all__ = [
    "LABEL",
    "SHORT",
    "WORDS",
    "ActionKind",
    "ActionState",
    "Council",
    "CouncilAction",
    "CouncilAddendum",
    "CouncilDecision",
    "CouncilFile",
    "CouncilMember",
    "CouncilSeal",
    "CouncilState",
    "DecisionChoice",
    "OpeningStatement",
    "Presence",
]
