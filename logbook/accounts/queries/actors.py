"""Who is signed in, and in which roles."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, or_, select

from logbook.accounts.models import Membership, PairedDevice, Person, Proof, School, SignInSession
from logbook.accounts.policy import ROLE_ORDER, Lock, idle_limit, must_prove_again, needs_second
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import FROM_OUTSIDE, Role
from logbook.extensions import db

from .tokens import sha256

LAST_USE_PRECISION = timedelta(hours=1)


# Every request asks who it comes from: the statement is built once, and reads columns rather than objects.
_ACTORS = (
    select(
        Person.id.label("person_id"),
        Person.given_name,
        Person.family_name,
        Person.language,
        Person.theme,
        Person.large_print,
        Person.easy_mode,
        Membership.id.label("membership_id"),
        Membership.role,
        Membership.company_id,
        Membership.confidential_at,
        School.id.label("school_id"),
        School.name.label("school_name"),
    )
    .select_from(Membership)
    .join(Person)
    .join(School)
    .where(
        Membership.from_date <= bindparam("day"),
        or_(Membership.until_date.is_(None), Membership.until_date >= bindparam("day")),
    )
)
_ROLES = _ACTORS.where(Membership.person_id == bindparam("person"))
_SESSION = (
    _ACTORS.add_columns(
        School.second_factor,
        SignInSession.id.label("session_id"),
        SignInSession.last_use_at,
        SignInSession.proof,
        SignInSession.proved_at,
        SignInSession.device_id,
        SignInSession.unlocked_at,
        PairedDevice.shared,
        PairedDevice.pin_hash.is_not(None).label("has_pin"),
    )
    .join(SignInSession, SignInSession.membership_id == Membership.id)
    .outerjoin(PairedDevice, PairedDevice.id == SignInSession.device_id)
    .where(
        SignInSession.token_sha256 == bindparam("token"),
        SignInSession.revoked_at.is_(None),
        SignInSession.expires_at > bindparam("moment"),
        PairedDevice.ended_at.is_(None),
    )
)


class Opened(NamedTuple):
    """What a token opens: the actor, when it was last used, and what still stands before all.

    That is a second proof (`half`), or the PIN of the paired phone that the session is on (`lock`).
    """

    actor: Actor
    last_use_at: datetime
    half: bool
    lock: Lock | None = None


def _actor(row: Any, session_id: UUID | None = None, *, prove_again: bool = False) -> Actor:
    return Actor(
        person_id=row.person_id,
        name=f"{row.given_name} {row.family_name}",
        role=Role(row.role),
        school_id=row.school_id,
        school_name=row.school_name,
        membership_id=row.membership_id,
        company_id=row.company_id,
        session_id=session_id,
        language=row.language,
        theme=row.theme,
        large_print=row.large_print,
        easy_mode=row.easy_mode,
        prove_again=prove_again,
        promised=row.confidential_at is not None or row.role not in FROM_OUTSIDE,
    )


def actor_of_session(token: str) -> Opened | None:
    """Return what `token` opens, or None when the session or its role is over."""
    moment = clock.now()
    asked = {"token": sha256(token), "moment": moment, "day": clock.today()}
    row = db.session.execute(_SESSION, asked).first()
    if row is None:
        return None
    role, proof, unused = Role(row.role), _proof(row.proof), moment - row.last_use_at
    if unused > idle_limit(role) + LAST_USE_PRECISION:
        return None
    again = must_prove_again(role, proof, row.proved_at, unused)
    half = needs_second(role, row.second_factor, proof)
    lock = Lock(row.device_id, row.shared, row.has_pin, row.unlocked_at) if row.device_id else None
    return Opened(_actor(row, row.session_id, prove_again=again), row.last_use_at, half, lock)


def _proof(kept: str) -> Proof:
    """Return how a session began; one from before this was kept began with a code."""
    return Proof(kept) if kept else Proof.CODE


def roles_of(person_id: UUID) -> list[Actor]:
    """Return the actors that a person can be today, the first role first."""
    rows = db.session.execute(_ROLES, {"person": person_id, "day": clock.today()})
    return sorted((_actor(row) for row in rows), key=lambda actor: (ROLE_ORDER.index(actor.role), actor.school_name))


def actor_as(person_id: UUID, membership_id: UUID) -> Actor:
    """Return who a person is today in one role, for work asked earlier. Raises NotFound when that role has ended."""
    found = next((each for each in roles_of(person_id) if each.membership_id == membership_id), None)
    if found is None:
        raise NotFound
    return found
