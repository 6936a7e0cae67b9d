"""A learner's paired phone: its PIN, opening it, ending it."""

from collections.abc import Iterable
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import update

from logbook.accounts import queries
from logbook.accounts.models import PairedDevice, Person, Proof, SignInSession
from logbook.accounts.policy import FIRST_PIN, PIN_TRIES, is_easy_pin, phone_lifetime
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted, Rejected
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.extensions import db

from .sessions import new_token, start_session

EASY_PIN = N_("Die PIN is te makkelijk te raden. Neem geen rij, geen zes dezelfde cijfers en niet je geboortedag.")
WRONG_PIN = N_("Deze PIN klopt niet. Na vijf foute pogingen na elkaar is deze telefoon niet meer gekoppeld.")

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""argon2id as OWASP asks at least (Password Storage Cheat Sheet)."""


def choose_pin(actor: Actor, pin: str) -> str:
    """Keep the PIN of the phone that this session is on, open it, and return the session's new token.

    Raises Rejected for one that is easy to guess, NotFound where the phone is not paired or has a PIN: another one
    comes with another pairing.
    """
    session = db.session.get(SignInSession, actor.session_id)
    device = session and session.device_id and db.session.get(PairedDevice, session.device_id, with_for_update=True)
    if session is None or not device or device.pin_hash:
        raise NotFound
    if is_easy_pin(pin, db.session.get_one(Person, actor.person_id).born_on):
        raise Rejected({"pin": [EASY_PIN]})
    device.pin_hash = _hasher.hash(_peppered(device, pin))
    append_event(actor, "choose_pin", "device", device.id, learner_id=actor.person_id, new="pin")
    return open_session(device, session.id)


def try_pin(device: PairedDevice, pin: str) -> bool:
    """Return whether `pin` opens the phone. A wrong one counts; the fifth in a row ends the pairing.

    `device` is one that `queries.phone_here` found, locked.
    """
    actor = queries.learner_at(device.learner_id, device.school_id)
    if actor is None or not device.pin_hash:
        return False
    try:
        _hasher.verify(device.pin_hash, _peppered(device, pin))
    except VerifyMismatchError:
        device.tries += 1
        append_event(actor, "wrong_pin", "device", device.id, learner_id=device.learner_id)
        if device.tries >= PIN_TRIES:
            end_phones(actor, [device])
        return False
    device.tries, device.last_use_at = 0, clock.now()
    return True


def _peppered(device: PairedDevice, pin: str) -> str:
    return queries.keyed(f"pin {device.id} {pin}")


def open_session(device: PairedDevice, session_id: UUID | None = None) -> str:
    """Open a session on a paired phone for reading and return its token: the given one anew, if it is of that phone.

    Its token changes, so that a copy made while it was closed stays closed. A phone without a PIN is only let in to
    choose one. Raises NotPermitted when the learner's role has ended.
    """
    session = db.session.get(SignInSession, session_id) if session_id else None
    if session is None or session.device_id != device.id:
        session = _start(device)
    moment = clock.now()
    session.unlocked_at = session.last_use_at = moment
    session.expires_at = moment + (phone_lifetime(device.shared) if device.pin_hash else FIRST_PIN)
    return new_token(session)


def _start(device: PairedDevice) -> SignInSession:
    actor = queries.learner_at(device.learner_id, device.school_id)
    if actor is None:
        raise NotPermitted
    person = db.session.get_one(Person, device.learner_id)
    token = start_session(person, device.name, actor.membership_id, Proof.PAIRING)
    session = queries.session_with(token)
    session.device_id = device.id
    return session


def end_phone(actor: Actor, learner_id: UUID, device_id: UUID) -> None:
    """End one pairing of a learner whom the caller has found in reach (or is). NotFound for any other phone."""
    device = db.session.get(PairedDevice, device_id)
    if device is None or (device.learner_id, device.school_id) != (learner_id, actor.school_id):
        raise NotFound
    end_phones(actor, [device])


def end_phones(actor: Actor, devices: Iterable[PairedDevice]) -> None:
    """End pairings, and every session on them: the next request from there is refused."""
    moment = clock.now()
    for device in devices:
        if device.ended_at is None:
            device.ended_at = moment
            open_there = SignInSession.device_id == device.id, SignInSession.revoked_at.is_(None)
            db.session.execute(update(SignInSession).where(*open_there).values(revoked_at=moment))
            append_event(
                actor, "end_phone", "device", device.id, learner_id=device.learner_id, old="paired", new="ended"
            )


def note_use(session_id: UUID) -> None:
    """Note that a session on an open phone is being read in now: its lock begins to wait anew."""
    db.session.execute(update(SignInSession).where(SignInSession.id == session_id).values(unlocked_at=clock.now()))
