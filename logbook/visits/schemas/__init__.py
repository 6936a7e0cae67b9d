"""What the forms of visits and workshop rounds take: the same shapes that a phone's outbox sends."""

from .plan import CancelSchema, MoveSchema, PlanSchema, RhythmSchema
from .report import AdditionSchema, ReportSchema
from .workshop import WorkshopSchema

__all__ = [
    "AdditionSchema",
    "CancelSchema",
    "MoveSchema",
    "PlanSchema",
    "ReportSchema",
    "RhythmSchema",
    "WorkshopSchema",
]
