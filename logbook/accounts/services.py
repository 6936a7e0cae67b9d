"""Signing in and out, choosing a role, language and theme."""

import secrets
from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.core.mail import enqueue_mail
from logbook.core.texts import N_
from logbook.core.upsert import insert_new
from logbook.extensions import db

from . import queries
from .models import Installation, Look, Person, SignInCode, SignInSession
from .policy import CODE_LIFETIME, CODE_TRIES, CODES_AT_ONCE, session_lifetime

WRONG_CODE = N_("Deze code klopt niet of is niet meer geldig. Kijk in je laatste mail of vraag een nieuwe code.")

_hasher = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1)


def ask_code(email: str, browser: str) -> str | None:
    """Keep a new six-digit code for `email` and return it; None when five were asked within a quarter.

    The same work is done for every address, so that neither the answer nor its time tells who is known. `browser` is
    the random key of the asking browser: the code works there alone.
    """
    email = email.lower()
    code = f"{secrets.randbelow(1_000_000):06d}"
    code_hash = _hasher.hash(code)
    if queries.codes_asked(email) >= CODES_AT_ONCE:
        return None
    moment = clock.now()
    db.session.add(
        SignInCode(
            email=email,
            code_hash=code_hash,
            browser_sha256=queries.sha256(browser),
            created_at=moment,
            expires_at=moment + CODE_LIFETIME,
        )
    )
    return code


def mail_code(email: str, code: str, language: str) -> None:
    """Mail `code` when somebody with a role has that address. For after the response: only here it matters who."""
    person = queries.person_by_email(email)
    if person is not None and person.email and queries.roles_of(person.id):
        enqueue_mail(person.email, "sign_in_code", language, {"code": code, "minutes": CODE_LIFETIME.seconds // 60})


def use_code(code: str, browser: str) -> Person | None:
    """Return the person whose code this is and use it up, or None. A wrong try counts; after five the code is dead.

    None too for somebody whose last role ended since the code was asked.
    """
    row = queries.newest_code(browser)
    if row is None or row.used_at or row.expires_at <= clock.now() or row.tries >= CODE_TRIES:
        return None
    try:
        _hasher.verify(row.code_hash, code)
    except VerifyMismatchError:
        row.tries += 1
        return None
    row.used_at = clock.now()
    person = queries.person_by_email(row.email)
    return person if person and queries.roles_of(person.id) else None


def forget_old_codes() -> None:
    """Drop the codes that were asked more than a day ago: nothing reads them, and they hold addresses."""
    db.session.execute(delete(SignInCode).where(SignInCode.created_at < clock.now() - timedelta(days=1)))


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


def choose_display(actor: Actor, language: str, theme: str) -> None:
    """Keep the person's language (nl, fr, en) and theme ('' follows the phone, light, dark)."""
    person = db.session.get_one(Person, actor.person_id)
    if (person.language, person.theme) != (language, theme):
        person.language, person.theme = language, theme
        append_event(actor, "choose_display", "person", person.id)


def touch_session(session_id: UUID) -> None:
    """Note that a session was used now."""
    db.session.execute(update(SignInSession).where(SignInSession.id == session_id).values(last_use_at=clock.now()))


def note_look(actor: Actor, learner_id: UUID) -> None:
    """Note that the actor opened the learner's logbook today; once a day, an event the first time."""
    note_looks(actor, [learner_id])


def note_looks(actor: Actor, learner_ids: Collection[UUID]) -> None:
    """Note that the actor opened a page with all these learners, in one statement; an event for each first time."""
    if not learner_ids:
        return
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    seen = {"viewer_id": actor.person_id, "date": clock.today(), "role": actor.role.value, "at": clock.now()}
    looks = insert(Look).values([{"learner_id": learner_id, **seen} for learner_id in learner_ids])
    for learner_id in db.session.scalars(looks.on_conflict_do_nothing().returning(Look.learner_id)):
        append_event(actor, "look", "person", learner_id, learner_id=learner_id)


def epoch() -> UUID:
    """Return which life of the database this is, a phone's sign that it must send again; its first begins here."""
    known = db.session.scalar(select(Installation.epoch))
    if known is None:
        insert_new(Installation, {"id": 1})
    return known or db.session.scalars(select(Installation.epoch)).one()


def begin_epoch() -> UUID:
    """Begin another life of the database: a backup was restored, and what came after it is on the phones alone."""
    epoch()
    db.session.execute(update(Installation).values(epoch=new_id()))
    return epoch()
