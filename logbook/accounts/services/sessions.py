"""Sessions: opening, using, ending, and the role that one acts in."""

import secrets
from uuid import UUID

from sqlalchemy import update

from logbook.accounts import queries
from logbook.accounts.models import Person, SignInSession
from logbook.accounts.policy import session_lifetime
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted
from logbook.core.events import append_event
from logbook.extensions import db


def start_session(person: Person, device: str, membership_id: UUID | None = None) -> str:
    """Open a session for `person` in the first (or the given) role and return its token; only its hash is kept.

    Raises NotPermitted when the person has no role today.
    """
    actors = [actor for actor in queries.roles_of(person.id) if membership_id in (None, actor.membership_id)]
    if not actors:
        raise NotPermitted
    actor, token, moment = actors[0], secrets.token_urlsafe(32), clock.now()
    session = SignInSession(
        token_sha256=queries.sha256(token),
        person_id=person.id,
        membership_id=actor.membership_id,
        device=device[:80],
        created_at=moment,
        last_use_at=moment,
        expires_at=moment + session_lifetime(actor.role),
    )
    db.session.add(session)
    db.session.flush()
    append_event(actor, "sign_in", "session", session.id, new="open")
    return token


def end_session(actor: Actor, session_id: UUID) -> None:
    """End one of the actor's own sessions at once; a copied cookie is worth nothing after it. NotFound for others'."""
    session = db.session.get(SignInSession, session_id)
    if session is None or session.person_id != actor.person_id:
        raise NotFound
    if session.revoked_at is None:
        session.revoked_at = clock.now()
        append_event(actor, "sign_out", "session", session.id, old="open", new="ended")


def touch_session(session_id: UUID) -> None:
    """Note that a session was used now."""
    db.session.execute(update(SignInSession).where(SignInSession.id == session_id).values(last_use_at=clock.now()))


def choose_role(actor: Actor, membership_id: UUID) -> None:
    """Let this session act in another role of the same person. NotFound when it is not the person's, or has ended.

    The session ends no later than a sign-in in that role would have. What waits in the other role's store on the device
    is not lost, and no longer told of: each role has a store of its own.
    """
    chosen = next((each for each in queries.roles_of(actor.person_id) if each.membership_id == membership_id), None)
    if chosen is None:
        raise NotFound
    session = db.session.get_one(SignInSession, actor.session_id)
    if session.membership_id != membership_id:
        append_event(actor, "choose_role", "session", session.id, old=actor.role.value, new=chosen.role.value)
        session.membership_id = membership_id
        session.store, session.waiting, session.waiting_since = None, 0, None
        session.expires_at = min(session.expires_at, session.created_at + session_lifetime(chosen.role))
