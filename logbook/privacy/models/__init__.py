"""The sealed record of events, and what people asked about their data: corrections, erasures, holds, periods."""

from .audit import INSTALLATION, EventDrop, EventSeal
from .erasure import Erasure, ErasureScope, ErasureState
from .retention import RetentionRule, RetentionRun, Unit
from .rights import Correction, CorrectionState, LegalHold

__all__ = [
    "INSTALLATION",
    "Correction",
    "CorrectionState",
    "Erasure",
    "ErasureScope",
    "ErasureState",
    "EventDrop",
    "EventSeal",
    "LegalHold",
    "RetentionRule",
    "RetentionRun",
    "Unit",
]
