"""What somebody can show who they are with."""

from uuid import UUID

from sqlalchemy import func, select

from logbook.accounts.models import (
    STRONG,
    Identity,
    Passkey,
    Proof,
    RecoveryCode,
    School,
    SecondFactor,
    SignInSession,
)
from logbook.accounts.policy import KEYS_AFTER_PROOF
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.roles import SCHOOL_STAFF
from logbook.extensions import db

from .actors import roles_of

MOST_PASSKEYS = 10


def passkeys_of(person_id: UUID) -> list[Passkey]:
    """Return the person's passkeys, the oldest first."""
    query = select(Passkey).where(Passkey.person_id == person_id).order_by(Passkey.made_at, Passkey.id)
    return list(db.session.scalars(query.limit(MOST_PASSKEYS)))


def passkey_with(credential: bytes) -> Passkey | None:
    """Return the passkey with this credential id, locked: two uses at once follow each other."""
    return db.session.scalar(select(Passkey).where(Passkey.credential == credential).with_for_update())


def second_factor_of(person_id: UUID) -> SecondFactor | None:
    """Return the person's authenticator app, confirmed or not."""
    return db.session.get(SecondFactor, person_id)


def recovery_codes_left(person_id: UUID) -> int:
    """Return how many recovery codes were not used yet."""
    query = select(func.count()).where(RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(query) or 0


def has_second(person_id: UUID) -> bool:
    """Return whether the person has something to give as a second proof: a passkey, or an app that counts."""
    factor = second_factor_of(person_id)
    return bool(factor and factor.confirmed_at) or bool(passkeys_of(person_id))


def identity_of(issuer: str, subject: str) -> Identity | None:
    """Return the account at a provider that somebody linked before."""
    return db.session.scalar(select(Identity).where(Identity.issuer == issuer, Identity.subject == subject))


def has_account_at(person_id: UUID, issuer: str) -> bool:
    """Return whether the person linked an account of this issuer before."""
    query = select(Identity.id).where(Identity.person_id == person_id, Identity.issuer == issuer).limit(1)
    return db.session.scalar(query) is not None


def is_new_here(person_id: UUID) -> bool:
    """Return whether the person has no passkey yet and signed in three times at most."""
    sessions = select(SignInSession.id).where(SignInSession.person_id == person_id).limit(4)
    return len(db.session.execute(sessions).all()) <= 3 and not passkeys_of(person_id)


def keys_guarded(actor: Actor) -> bool:
    """Return whether the actor's keys open more than this role does: a school where they are staff asks two proofs.

    A role that one mailed code opens must not be the way to another key, once there is one.
    """
    schools = {each.school_id for each in roles_of(actor.person_id) if each.role in SCHOOL_STAFF}
    asked = select(School.id).where(School.id.in_(schools), School.second_factor).limit(1)
    return bool(schools) and db.session.scalar(asked) is not None and has_second(actor.person_id)


def proved_lately(actor: Actor) -> bool:
    """Return whether the actor showed who they are so short ago that their keys may be changed; in a demo, always."""
    session = db.session.get_one(SignInSession, actor.session_id)
    proved_at = session.proved_at
    return session.proof == Proof.DEMO or (proved_at is not None and clock.now() - proved_at <= KEYS_AFTER_PROOF)


def is_strong(actor: Actor) -> bool:
    """Return whether the actor's sign-in showed two things."""
    return db.session.scalar(select(SignInSession.proof).where(SignInSession.id == actor.session_id)) in STRONG
