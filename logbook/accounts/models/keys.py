"""What somebody can prove with who they are: passkeys, an authenticator app, an account at another provider."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from logbook.core.ids import new_id
from logbook.core.models import Id, Model, UTCDateTime


class Proof(StrEnum):
    """How somebody showed who they are."""

    CODE = "code"
    PASSKEY = "passkey"
    APP = "app"
    RECOVERY = "recovery"
    PROVIDER = "provider"
    PROVIDER_TWICE = "provider_2"
    PAIRING = "pairing"
    DEMO = "demo"


STRONG = frozenset({Proof.PASSKEY, Proof.APP, Proof.RECOVERY, Proof.PROVIDER_TWICE, Proof.DEMO})
"""What shows two things at once: a passkey with its PIN or finger, a mailed code and the app's, a provider that asked
for two. The demo's people have nothing to protect."""


class Passkey(Model):
    """A key on a device of the person's; we hold the public half. `sign_count` may never go back (0: not counted)."""

    __tablename__ = "passkey"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), index=True)
    credential: Mapped[bytes] = mapped_column(LargeBinary(1023), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Identity(Model):
    """The person's account at a provider: issuer and subject together, since a subject alone says nothing."""

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), index=True)
    issuer: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))
    linked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    last_used_at: Mapped[datetime] = mapped_column(UTCDateTime)


class SecondFactor(Model):
    """An authenticator app. Its secret is kept enciphered; it counts once a first code of it was typed.

    `last_step` is the newest half minute whose code was used: that code, and every older one, is worth nothing more.
    """

    __tablename__ = "second_factor"

    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    secret: Mapped[str] = mapped_column(String(255))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)


class RecoveryCode(Model):
    """A code for the day the authenticator app is gone: shown once, kept hashed, used once."""

    __tablename__ = "recovery_code"

    person_id: Mapped[UUID] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class SpentChallenge(Model):
    """A challenge that was answered; no second answer counts. Dropped once the challenge itself has expired."""

    __tablename__ = "spent_challenge"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
