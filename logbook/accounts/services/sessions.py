"""Sessions: opening, using, ending, and the role that one acts in."""

import secrets
from uuid import UUID

from sqlalchemy import ColumnElement, case, select, update

from logbook.accounts import queries
from logbook.accounts.models import STRONG, Membership, Person, Proof, SignInSession
from logbook.accounts.policy import PROOF_LASTS_UNUSED, session_lifetime
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted
from logbook.core.events import append_event
from logbook.core.roles import Role
from logbook.extensions import db

from .invitations import use_invitations


def start_session(person: Person, device: str, membership_id: UUID | None = None, proof: Proof = Proof.CODE) -> str:
    """Open a session for `person` in the first (or the given) role and return its token; only its hash is kept.

    `proof` is how the person showed who they are. Raises NotPermitted when the person has no role today.
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
        proof=proof,
        proved_at=moment,
    )
    db.session.add(session)
    db.session.flush()
    append_event(actor, "sign_in", "session", session.id, new="open")
    use_invitations(person.id)
    return token


def end_session(actor: Actor, session_id: UUID) -> None:
    """End one of the actor's own sessions at once; a copied cookie is worth nothing after it. NotFound for others'."""
    session = db.session.get(SignInSession, session_id)
    if session is None or session.person_id != actor.person_id:
        raise NotFound
    if session.revoked_at is None:
        session.revoked_at = clock.now()
        append_event(actor, "sign_out", "session", session.id, old="open", new="ended")


def end_other_sessions(actor: Actor) -> None:
    """End all of the actor's sessions but the one that they act in."""
    _end_all(actor, SignInSession.person_id == actor.person_id, SignInSession.id != actor.session_id)


def end_sessions_of(actor: Actor, person_id: UUID) -> None:
    """End every session that a person has at the coordinator's own school.

    Raises NotFound when the person never had a role there, NotPermitted when the actor is no coordinator.
    """
    if not actor.is_a(Role.COORDINATOR):
        raise NotPermitted
    here = select(Membership.id).where(Membership.person_id == person_id, Membership.school_id == actor.school_id)
    if db.session.scalar(here.limit(1)) is None:
        raise NotFound
    _end_all(actor, SignInSession.membership_id.in_(here))


def _end_all(actor: Actor, *which: ColumnElement[bool]) -> None:
    ending = update(SignInSession).where(*which, SignInSession.revoked_at.is_(None)).values(revoked_at=clock.now())
    for session_id in db.session.scalars(ending.returning(SignInSession.id)):
        append_event(actor, "end_session", "session", session_id, old="open", new="ended")


def touch_session(session_id: UUID) -> None:
    """Note that a session was used now; after a long time without use, what was shown at its beginning is forgotten."""
    moment = clock.now()
    long_unused = SignInSession.last_use_at < moment - PROOF_LASTS_UNUSED
    shown = case((long_unused, None), else_=SignInSession.proved_at)
    touched = update(SignInSession).where(SignInSession.id == session_id)
    db.session.execute(touched.values(proved_at=shown, last_use_at=moment))


def prove(actor: Actor, proof: Proof) -> str:
    """Note that the actor showed again, or with a second thing, who they are; return the session's new token.

    The old token opens nothing any more: what was copied before does not gain what is shown now.
    """
    session, moment = db.session.get_one(SignInSession, actor.session_id), clock.now()
    append_event(actor, "prove", "session", session.id, old=session.proof, new=proof)
    session.proved_at = session.last_use_at = moment
    if proof in STRONG or session.proof not in STRONG:
        session.proof = proof
    return new_token(session)


def new_token(session: SignInSession) -> str:
    """Give a session another token, and return it: a copy of the one before opens nothing any more."""
    token = secrets.token_urlsafe(32)
    session.token_sha256 = queries.sha256(token)
    db.session.flush()
    return token


def choose_role(actor: Actor, membership_id: UUID) -> str | None:
    """Let this session act in another role of the same person. NotFound when it is not the person's, or has ended.

    Returns the session's new token, or None when it acts in that role already. The session ends no later than a sign-in
    in that role would have. What waits in the other role's store on the device is not lost, and no longer told of: each
    role has a store of its own. A phone that was paired for a learner opens no other role.
    """
    chosen = next((each for each in queries.roles_of(actor.person_id) if each.membership_id == membership_id), None)
    if chosen is None:
        raise NotFound
    session = db.session.get_one(SignInSession, actor.session_id)
    if session.device_id:
        raise NotFound
    if session.membership_id == membership_id:
        return None
    append_event(actor, "choose_role", "session", session.id, old=actor.role.value, new=chosen.role.value)
    session.membership_id = membership_id
    session.store, session.waiting, session.waiting_since = None, 0, None
    session.expires_at = min(session.expires_at, session.created_at + session_lifetime(chosen.role))
    return new_token(session)
