"""Who is signed in, and in which roles."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, or_, select

from logbook.accounts.models import Membership, Person, School, SignInSession
from logbook.accounts.policy import ROLE_ORDER, idle_limit
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.roles import Role
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
        Membership.id.label("membership_id"),
        Membership.role,
        Membership.company_id,
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
    _ACTORS.add_columns(SignInSession.id.label("session_id"), SignInSession.last_use_at)
    .join(SignInSession, SignInSession.membership_id == Membership.id)
    .where(
        SignInSession.token_sha256 == bindparam("token"),
        SignInSession.revoked_at.is_(None),
        SignInSession.expires_at > bindparam("moment"),
    )
)


def _actor(row: Any, session_id: UUID | None = None) -> Actor:
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
    )


def actor_of_session(token: str) -> tuple[Actor, datetime] | None:
    """Return the actor whose session `token` opens and when it was last used, or None when it or its role is over."""
    moment = clock.now()
    asked = {"token": sha256(token), "moment": moment, "day": clock.today()}
    row = db.session.execute(_SESSION, asked).first()
    if row is None or moment - row.last_use_at > idle_limit(Role(row.role)) + LAST_USE_PRECISION:
        return None
    return _actor(row, row.session_id), row.last_use_at


def roles_of(person_id: UUID) -> list[Actor]:
    """Return the actors that a person can be today, the first role first."""
    rows = db.session.execute(_ROLES, {"person": person_id, "day": clock.today()})
    return sorted((_actor(row) for row in rows), key=lambda actor: (ROLE_ORDER.index(actor.role), actor.school_name))
