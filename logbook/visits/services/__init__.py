"""Deeds on visits. The caller opens the transaction; each change of state appends its one event."""

from .commands import MoveVisit, PlanVisit, ReportVisit
from .plan import cancel_visit, keep_rhythm, move_visit, plan_visit
from .report import DRAFT, add_to_report, mark_read, report_visit
from .workshop import WorkshopRounds, WorkshopRow, met_level, rate_workshop

__all__ = [
    "DRAFT",
    "MoveVisit",
    "PlanVisit",
    "ReportVisit",
    "WorkshopRounds",
    "WorkshopRow",
    "add_to_report",
    "cancel_visit",
    "keep_rhythm",
    "mark_read",
    "met_level",
    "move_visit",
    "plan_visit",
    "rate_workshop",
    "report_visit",
]
