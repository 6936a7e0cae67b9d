"""Sessions, mailed codes, and who looked at whose logbook."""

from datetime import date as LocalDate
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime


class SignInSession(Model):
    """One device signed in as one person. Only the token's SHA-256 is kept; ending the row ends the session.

    The device says how many deeds wait on it (`waiting`, the oldest made at `waiting_since`, told at `waiting_told_at`)
    and in which `store`: another store in the same session, while something waited, means that the phone lost it.

    On a paired phone (`device_id`) a PIN opens it for reading: `unlocked_at` is its last use since then, to the minute.

    `proof` is how the person signed in and `proved_at` when that was last shown, empty once the session lay unused for
    so long that deeds of weight ask for it again.
    """

    __tablename__ = "sign_in_session"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), index=True)
    membership_id: Mapped[UUID] = mapped_column(Id, ForeignKey("membership.id"))
    device: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    last_use_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    store: Mapped[UUID | None] = mapped_column(Id)
    waiting: Mapped[int] = mapped_column(default=0, server_default="0")
    waiting_since: Mapped[datetime | None] = mapped_column(UTCDateTime)
    waiting_told_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    device_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("paired_device.id"), index=True)
    unlocked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    proof: Mapped[str] = mapped_column(String(12), default="", server_default="")
    proved_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class SignInCode(Model):
    """A mailed code: six digits, kept hashed, ten minutes, five tries, once, for the browser that asked."""

    __tablename__ = "sign_in_code"
    __table_args__ = (Index("ix_sign_in_code_email_created_at", "email", "created_at"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(254))
    code_hash: Mapped[str] = mapped_column(String(128))
    browser_sha256: Mapped[str] = mapped_column(String(64), index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class SetUpCode(Model):
    """A code from the command line that makes a school and its first administrator: long, kept hashed, once."""

    __tablename__ = "set_up_code"

    code_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Looked(StrEnum):
    """What of a learner's logbook somebody opened. `ALONG` is what a phone took along, whether it was read or not."""

    LOGBOOK = "logbook"
    CLASS = "class"
    ENTRY = "entry"
    MEDIA = "media"
    WEEK = "week"
    PROGRESS = "progress"
    THREE_PARTY = "three_party"
    COUNCIL = "council"
    VISIT = "visit"
    ALONG = "along"
    ARCHIVE = "archive"
    PLAN = "plan"


class Look(Model):
    """Somebody other than the learner opened something (`what`) of the learner's logbook: once a day for each role.

    `at` is the first moment of that day.
    """

    __tablename__ = "look"
    __table_args__ = (
        Index("ix_look_learner_id_at", "learner_id", "at"),
        Index("ix_look_viewer_id_at", "viewer_id", "at"),
    )

    learner_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    viewer_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    date: Mapped[LocalDate] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(String(24), primary_key=True)
    what: Mapped[str] = mapped_column(String(16), primary_key=True, default=Looked.LOGBOOK, server_default="logbook")
    school_id: Mapped[UUID | None] = mapped_column(Id, ForeignKey("school.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
