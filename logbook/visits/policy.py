"""Who plans, holds and reads visits, and when one is due. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from logbook.core.roles import SCHOOL_STAFF, Role
from logbook.training.policy import APPROVAL_GRACE, Relation

from .models import VisitKind

SOON = timedelta(days=14)
"""How long before its day a visit is said to be due."""
PRESENT = ("learner", "mentor", "supervisor", "company", "guardian")
"""Who may have been there beside who reports."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a placement is visited: first within `first_weeks` of its start, then every `every_weeks`."""

    first_weeks: int = 6
    every_weeks: int = 8


def may_visit(relation: Relation) -> bool:
    """Whether the actor plans and holds visits of the learner."""
    return relation.teaches


def may_move(relation: Relation) -> bool:
    """Whether the actor moves and cancels visits: who teaches the learner, and the school's coordinator."""
    return relation.role in SCHOOL_STAFF


def may_see_plan(relation: Relation, placement_id: UUID) -> bool:
    """Whether the actor knows of a placement's visits: the school, the learner, the mentor, the company."""
    if relation.role in (Role.MENTOR, Role.COMPANY_COORDINATOR):
        return placement_id in relation.placement_ids
    return relation.own or relation.role in SCHOOL_STAFF


def may_read_report(relation: Relation, placement_id: UUID) -> bool:
    """Whether the actor reads what was said: the school, the learner, the placement's mentor."""
    return may_see_plan(relation, placement_id) and relation.role is not Role.COMPANY_COORDINATOR


def marks_read(relation: Relation) -> bool:
    """Whether the actor says to have read a report: those whom it is written for."""
    return relation.own or relation.role is Role.MENTOR


def counts_as_visit(kind: str) -> bool:
    """Whether a visit of this kind starts the time anew: people saw each other. A call does not."""
    return kind != VisitKind.PHONE


def next_due(first: date, last: date | None, held_on: date | None, rhythm: Rhythm) -> date | None:
    """Return by which day a placement from `first` to `last` is to be visited; None when it ends before that.

    Who was never visited is, before the end at the latest.
    """
    if held_on is None:
        due = first + timedelta(weeks=rhythm.first_weeks)
        return min(due, last) if last else due
    due = held_on + timedelta(weeks=rhythm.every_weeks)
    return None if last and due > last else due


def runs_on(first: date, last: date | None, day: date) -> bool:
    """Whether a visit on `day` can belong to a placement: while it runs, or in the two weeks after it."""
    return first <= day and (last is None or day <= last + APPROVAL_GRACE)
