"""A council, who sits on it, and the file of each learner in it."""

from datetime import date as LocalDate
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime


class CouncilState(StrEnum):
    """Planned; open for the members' statements; in session, with files that stand still; closed for good."""

    PLANNED = "planned"
    OPEN = "open"
    IN_SESSION = "in_session"
    CLOSED = "closed"


class Presence(StrEnum):
    """Whether a member was there."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"


class Council(Model):
    """A class council on a date, over a period (both dates inclusive). Members contribute until a date, inclusive."""

    __tablename__ = "council"
    __table_args__ = (
        UniqueConstraint("class_id", "held_on"),
        CheckConstraint("last >= first", name="dates_in_order"),
        CheckConstraint("state IN ('planned', 'open', 'in_session', 'closed')", name="state_known"),
        Index("ix_council_school_id_held_on", "school_id", "held_on"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    class_id: Mapped[UUID] = mapped_column(Id, ForeignKey("class_group.id"))
    held_on: Mapped[LocalDate]
    first: Mapped[LocalDate]
    last: Mapped[LocalDate]
    contribute_until: Mapped[LocalDate]
    state: Mapped[str] = mapped_column(String(12), default=CouncilState.PLANNED)
    chaired_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    planned_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    planned_at: Mapped[datetime] = mapped_column(UTCDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_by: Mapped[UUID | None] = mapped_column(Id, ForeignKey("person.id"))
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(default=1)


class CouncilMember(Model):
    """A seat: a member in a role, for every file, or for one learner's alone (`learner_id`), as mentors have.

    A seat that ended (`until_date`, the last day) gives no word any more and stays in the minutes as what it was.
    """

    __tablename__ = "council_member"
    __table_args__ = (
        CheckConstraint("presence IS NULL OR presence IN ('present', 'excused', 'absent')", name="presence_known"),
        Index("ix_council_member_council_id", "council_id"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    council_id: Mapped[UUID] = mapped_column(Id, ForeignKey("council.id"))
    learner_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("person.id"), index=True)
    by_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(String(24))
    until_date: Mapped[LocalDate | None]
    presence: Mapped[str | None] = mapped_column(String(8))
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class CouncilFile(Model):
    """A learner in a council. The session begins with `content`; closing adds what was said, and freezes it.

    `left_on` is when a learner was no longer in the class, before the session began. `sha256` is that of `content`.
    """

    __tablename__ = "council_file"
    __table_args__ = (UniqueConstraint("council_id", "learner_id"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    council_id: Mapped[UUID] = mapped_column(Id, ForeignKey("council.id"))
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    left_on: Mapped[LocalDate | None]
    content: Mapped[str | None] = mapped_column(Text)
    sha256: Mapped[str | None] = mapped_column(String(64))
    frozen_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class CouncilSeal(Model):
    """That a file was frozen, with its hash and no words. It stays when the file is erased, with when and why."""

    __tablename__ = "council_seal"

    file_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    council_id: Mapped[UUID] = mapped_column(Id, ForeignKey("council.id"), index=True)
    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    frozen_at: Mapped[datetime] = mapped_column(UTCDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ground: Mapped[str | None] = mapped_column(String(24))
