"""What a form asks of a lesson."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from logbook.remediation.models import LessonKind, Outcome


@dataclass(frozen=True, slots=True)
class LessonPlan:
    """What a lesson is: what may change as long as it is planned."""

    title: str
    day: date
    criteria: tuple[str, ...]
    learners: frozenset[UUID]
    place: str | None = None
    plan: str | None = None


@dataclass(frozen=True, slots=True)
class NewLesson:
    """A lesson to make; its id came with the form, so that the same form sent twice makes one."""

    lesson_id: UUID
    class_id: UUID
    sheet_id: str
    kind: LessonKind
    plan: LessonPlan


@dataclass(frozen=True, slots=True)
class Done:
    """What was done in a lesson: for each learner what became of it, with a note if there was something to say."""

    version: int
    outcomes: Mapping[UUID, tuple[Outcome, str | None]]
