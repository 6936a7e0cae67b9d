"""What reviewers ask for, as checked by the schemas: frozen, without a word of HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from logbook.core.ids import new_id

AGREE, RETURN, LEAVE = "agree", "return", "leave"
VERDICTS = (AGREE, RETURN, LEAVE)


@dataclass(frozen=True, slots=True)
class EntryReview:
    """What a reviewer says of one entry, as it was at revision `rev`.

    `agree` takes the learner's ratings except for `corrections`; `return` sends it back for `reason`; `leave` lets it
    wait. Without a verdict the corrections must cover everything that the learner rated.
    """

    rev: int
    verdict: str | None = None
    reason: str | None = None
    corrections: Mapping[str, str] = field(default_factory=dict)
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class NewRemark:
    """A strong point, work point or note."""

    kind: str
    text: str
    example: str | None = None
    criterion_id: str | None = None
    id: UUID = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class NewCommitment:
    """What was agreed, who does it, by when."""

    text: str
    owner_role: str
    due_on: date


@dataclass(frozen=True, slots=True)
class ReviewWeek:
    """A week as its reviewer leaves it. `version` and the entries' revisions are those that the reviewer saw."""

    placement_id: UUID
    week: int
    version: int
    entries: Mapping[UUID, EntryReview] = field(default_factory=dict)
    agree_all: bool = False
    soft_skills: Mapping[str, str] = field(default_factory=dict)
    soft_rest: bool = False
    stages: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[NewRemark, ...] = ()
    commitments: tuple[NewCommitment, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A teacher's own rating round, made at a visit or in the school's workshop. `round_id` is made with the form.

    A remark carries the same id, so that a form that is posted twice is one deed.
    """

    round_id: UUID
    learner_id: UUID
    sheet_id: str
    day: date
    stage: str | None
    values: Mapping[str, str]
    remarks: tuple[NewRemark, ...] = ()
