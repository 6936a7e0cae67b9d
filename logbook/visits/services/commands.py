"""What a teacher asks for, as checked by the schemas: frozen, without a word of HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from logbook.reviews.services import NewCommitment, NewRemark


@dataclass(frozen=True, slots=True)
class PlanVisit:
    """A visit to plan. `visit_id` is made with the form, so that a form that is posted twice is one visit."""

    visit_id: UUID
    placement_id: UUID
    kind: str
    day: date
    time: str | None = None


@dataclass(frozen=True, slots=True)
class MoveVisit:
    """Another day, hour or kind; `version` is the one that the page showed."""

    visit_id: UUID
    version: int
    kind: str
    day: date
    time: str | None = None


@dataclass(frozen=True, slots=True)
class ReportVisit:
    """What became of a visit. Only the day must be there. Ratings and stages go by sheet."""

    visit_id: UUID
    op_id: UUID
    day: date
    present: tuple[str, ...] = ()
    text: str | None = None
    ratings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[NewRemark, ...] = ()
    commitments: tuple[NewCommitment, ...] = ()
