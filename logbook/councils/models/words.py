"""What is said on a council: opening statements, the decision, actions, and what was added afterwards."""

from datetime import date as LocalDate
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime

WORDS = 2000
"""The longest text of a statement, a decision or an addition."""
SHORT = 500
LABEL = 80


class ActionKind(StrEnum):
    """What an action is: something to do, something to practise again, or something to keep to."""

    ACTION = "action"
    REMEDIATION = "remediation"
    COMMITMENT = "commitment"


class ActionState(StrEnum):
    """An action comes back until it is done or dropped."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class OpeningStatement(Model):
    """What a member sees, given before the others' are shown (`read_at`), with evidence; from then on it stands.

    `evidence` is a list of links: a label, the name of a page, and what the page's address needs.
    """

    __tablename__ = "opening_statement"
    __table_args__ = (UniqueConstraint("file_id", "author_id"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    file_id: Mapped[UUID] = mapped_column(Id, ForeignKey("council_file.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), index=True)
    author_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), index=True)
    author_role: Mapped[str] = mapped_column(String(24))
    text: Mapped[str] = mapped_column(Text)
    advice: Mapped[str | None] = mapped_column(String(SHORT))
    evidence: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    given_at: Mapped[datetime] = mapped_column(UTCDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(default=1)


class DecisionChoice(Model):
    """One line of a school's list of decisions, in the school's own words."""

    __tablename__ = "decision_choice"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    label: Mapped[str] = mapped_column(String(LABEL))
    used: Mapped[bool] = mapped_column(default=True)


class CouncilDecision(Model):
    """What was said and decided of one learner in session. `label` is the choice's text as it was that day."""

    __tablename__ = "council_decision"

    file_id: Mapped[UUID] = mapped_column(Id, ForeignKey("council_file.id"), primary_key=True)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), index=True)
    statement: Mapped[str | None] = mapped_column(Text)
    counter: Mapped[str | None] = mapped_column(Text)
    choice_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("decision_choice.id"))
    label: Mapped[str | None] = mapped_column(String(LABEL))
    text: Mapped[str | None] = mapped_column(Text)
    advice: Mapped[str | None] = mapped_column(Text)
    decided_by: Mapped[UUID | None] = mapped_column(Id, ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(default=1)


class CouncilAction(Model):
    """What somebody will do, and when it is looked at again.

    When the council closes, one of learner, mentor or teacher becomes a commitment (`commitment_id`), whose state then
    counts: so it comes back where commitments do. The commitment has a period of its own, hence no foreign key.
    """

    __tablename__ = "council_action"
    __table_args__ = (
        CheckConstraint("kind IN ('action', 'remediation', 'commitment')", name="kind_known"),
        CheckConstraint("state IN ('open', 'done', 'dropped')", name="state_known"),
        Index("ix_council_action_learner_id_state", "learner_id", "state"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    file_id: Mapped[UUID] = mapped_column(Id, ForeignKey("council_file.id"), index=True)
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    what: Mapped[str] = mapped_column(String(SHORT))
    kind: Mapped[str] = mapped_column(String(12))
    owner_role: Mapped[str] = mapped_column(String(24))
    review_on: Mapped[LocalDate]
    state: Mapped[str] = mapped_column(String(8), default=ActionState.OPEN)
    made_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    closed_by: Mapped[UUID | None] = mapped_column(Id, ForeignKey("person.id"))
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    commitment_id: Mapped[UUID | None] = mapped_column(Id)


class CouncilAddendum(Model):
    """What was added to a frozen file afterwards; it stands beside the file and changes nothing of it."""

    __tablename__ = "council_addendum"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    file_id: Mapped[UUID] = mapped_column(Id, ForeignKey("council_file.id"), index=True)
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    author_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    author_role: Mapped[str] = mapped_column(String(24))
    written_at: Mapped[datetime] = mapped_column(UTCDateTime)
