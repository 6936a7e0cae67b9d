"""Who is signed in, and in which roles."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import bindparam, func, or_, select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.roles import Role
from logbook.extensions import db

from .models import Installation, Look, Membership, Person, School, SignInCode, SignInSession
from .policy import CODES_WINDOW, ROLE_ORDER, idle_limit

LAST_USE_PRECISION = timedelta(hours=1)
_DEMO = "logbook_demo"


def sha256(text: str) -> str:
    """Return the hex SHA-256 of a token."""
    return hashlib.sha256(text.encode()).hexdigest()


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


def person_by_email(email: str) -> Person | None:
    """Return the person with this address, or None."""
    return db.session.scalar(select(Person).where(Person.email == email.lower()))


def person_by_handle(handle: str) -> Person | None:
    """Return the demo's person with this handle, or None."""
    return db.session.scalar(select(Person).where(Person.handle == handle))


def demo_cast() -> dict[Role, list[Person]]:
    """Return the demo's people by the role each is known for; bounded, since only a demo has handles."""
    query = select(Person, Membership.role).join(Membership).where(Person.handle.is_not(None)).limit(100)
    cast: dict[Role, list[Person]] = {role: [] for role in ROLE_ORDER}
    for person, role in db.session.execute(query.order_by(func.length(Person.handle), Person.handle)):
        cast[Role(role)].append(person)
    return {role: people for role, people in cast.items() if people}


def codes_asked(email: str) -> int:
    """Return how many codes were asked for this address within the throttling window."""
    since = clock.now() - CODES_WINDOW
    query = select(func.count()).where(SignInCode.email == email, SignInCode.created_at > since)
    return db.session.scalar(query) or 0


def newest_code(browser: str) -> SignInCode | None:
    """Return the newest code that this browser asked for, locked: tries at the same moment follow each other."""
    query = select(SignInCode).where(SignInCode.browser_sha256 == sha256(browser))
    return db.session.scalar(query.order_by(SignInCode.created_at.desc()).limit(1).with_for_update())


def sessions_of(person_id: UUID) -> list[SignInSession]:
    """Return the sessions of a person that are not over, the latest used first."""
    query = select(SignInSession).where(
        SignInSession.person_id == person_id,
        SignInSession.revoked_at.is_(None),
        SignInSession.expires_at > clock.now(),
    )
    return list(db.session.scalars(query.order_by(SignInSession.last_use_at.desc()).limit(50)))


def names_of(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of people whom the caller may know of: those who rated or said what the page shows."""
    query = select(Person.id, Person.given_name, Person.family_name).where(Person.id.in_(set(person_ids)))
    return {row.id: f"{row.given_name} {row.family_name}" for row in db.session.execute(query)}


def school_of(actor: Actor) -> School:
    """Return the actor's school with its settings."""
    return db.session.get_one(School, actor.school_id)


def looks_at(learner_id: UUID, limit: int = 5) -> list[tuple[Look, Person]]:
    """Return who opened a learner's logbook, the latest first."""
    rows = db.session.execute(
        select(Look, Person)
        .join(Person, Person.id == Look.viewer_id)
        .where(Look.learner_id == learner_id)
        .order_by(Look.at.desc())
        .limit(limit)
    )
    return [(look, person) for look, person in rows]


def is_demo() -> bool:
    """Return whether the database is marked as a demo. Read once for each process: the mark is set before serving."""
    if _DEMO not in current_app.extensions:
        current_app.extensions[_DEMO] = bool(db.session.scalar(select(Installation.demo)))
    return bool(current_app.extensions[_DEMO])
