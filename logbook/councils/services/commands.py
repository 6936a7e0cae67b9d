"""What members and chairs ask for, as checked by the schemas: frozen, without a word of HTTP."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PlanCouncil:
    """A council as it is planned. `members` are `role:person`; proposed mentors who are not in it are left out."""

    id: UUID
    held_on: date
    first: date
    last: date
    contribute_until: date
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GiveStatement:
    """A member's opening statement; `version` is the one that was changed, 0 for a new one."""

    id: UUID
    version: int
    text: str
    advice: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decide:
    """What was said and decided of one learner. `version` is the one that the chair saw."""

    version: int
    statement: str | None = None
    counter: str | None = None
    choice_id: UUID | None = None
    text: str | None = None
    advice: str | None = None


@dataclass(frozen=True, slots=True)
class NewAction:
    """What somebody will do."""

    id: UUID
    what: str
    kind: str
    owner_role: str
    review_on: date
