"""Invitations by mail, one by one or to everyone who never signed in."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime


class Invitation(Model):
    """A link that was mailed to somebody with a role; the token is kept hashed. It ends by signing in, or by its date.

    `mail_id` names the mail that carried it, which is forgotten before the invitation is. `ended_at`: a newer one came.
    """

    __tablename__ = "invitation"
    __table_args__ = (Index("ix_invitation_school_id_person_id", "school_id", "person_id"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"))
    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), index=True)
    membership_id: Mapped[UUID] = mapped_column(Id, ForeignKey("membership.id"))
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    mail_id: Mapped[UUID] = mapped_column(Id)
    made_by: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class RunState(StrEnum):
    """How far the invitations to many are."""

    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


class InvitationRun(Model):
    """Invitations to many: a number of mails each minute, so that nobody's sign-in code waits behind thousands.

    `role` and `class_id` say to whom: those of that role, and of that class, who never signed in. A class is no foreign
    key: it is known further up. `total` is how many there were at the start, `sent` how many have been invited.
    """

    __tablename__ = "invitation_run"
    __table_args__ = (CheckConstraint("state IN ('running', 'done', 'cancelled')", name="state_known"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(Id, ForeignKey("school.id"), index=True)
    made_by: Mapped[UUID] = mapped_column(Id, ForeignKey("membership.id"))
    role: Mapped[str] = mapped_column(String(24))
    class_id: Mapped[UUID | None] = mapped_column(Id)
    state: Mapped[str] = mapped_column(String(12), default=RunState.RUNNING)
    total: Mapped[int]
    sent: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
