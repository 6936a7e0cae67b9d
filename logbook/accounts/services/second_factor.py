"""The authenticator app of school staff, and the recovery codes for when it is gone."""

import base64
import hmac
import secrets
from datetime import timedelta
from uuid import UUID

import pyotp
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app
from sqlalchemy import delete, select, update

from logbook.accounts import queries
from logbook.accounts.models import Proof, RecoveryCode, School, SecondFactor
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, NotPermitted, TooOften
from logbook.core.events import append_event
from logbook.core.roles import SCHOOL_STAFF, Role
from logbook.core.texts import N_
from logbook.core.unit_of_work import transaction
from logbook.core.upsert import upsert
from logbook.extensions import db

from .sessions import end_sessions_of
from .throttle import spend

WRONG_SECOND = N_("Deze code klopt niet. Wacht tot je app een nieuwe code toont en probeer opnieuw.")
TRIES, TRIES_WINDOW = 8, timedelta(minutes=15)
STEP = 30
"""Seconds for which an app shows one code; the one before and the one after are taken too, for clocks that differ."""
RECOVERY_CODES = 8
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def begin_second_factor(actor: Actor) -> str:
    """Give the actor a new secret for an authenticator app and return it; it counts once a first code was typed.

    Raises InvalidTransition when an app counts already: that one goes first.
    """
    known = queries.second_factor_of(actor.person_id)
    if known is not None and known.confirmed_at:
        raise InvalidTransition
    secret = pyotp.random_base32()
    row = {"person_id": actor.person_id, "secret": _cipher().encrypt(secret.encode()).decode(), "made_at": clock.now()}
    upsert(SecondFactor, row | {"confirmed_at": None, "last_step": 0})
    db.session.expire_all()
    append_event(actor, "begin_second_factor", "person", actor.person_id)
    return secret


def secret_of(factor: SecondFactor) -> str | None:
    """Return the secret in plain letters; None when the installation's own secret is another than it was."""
    try:
        return _cipher().decrypt(factor.secret.encode()).decode()
    except InvalidToken:
        return None


def _cipher() -> Fernet:
    secret = str(current_app.secret_key).encode()
    key = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"second factor").derive(secret)
    return Fernet(base64.urlsafe_b64encode(key))


def count_second_try(person_id: UUID) -> None:
    """Count a try to give a second proof, in a transaction of its own. Raises TooOften past eight in a quarter."""
    with transaction():
        within = spend(f"second factor {person_id}", TRIES, TRIES_WINDOW)
    if not within:
        raise TooOften


def check_second(actor: Actor, code: str) -> Proof | None:
    """Use up a code of the app or a recovery code and return what it proves, or None. Count the try before."""
    if code.isdecimal():
        return Proof.APP if _use_app_code(actor.person_id, code, confirmed=True) else None
    return Proof.RECOVERY if _use_recovery_code(actor.person_id, code) else None


def confirm_second_factor(actor: Actor, code: str) -> list[str] | None:
    """Take the app's first code: from now on it counts. Returns new recovery codes, or None when the code is wrong."""
    if not _use_app_code(actor.person_id, code, confirmed=False):
        return None
    factor = db.session.get_one(SecondFactor, actor.person_id)
    factor.confirmed_at = clock.now()
    append_event(actor, "confirm_second_factor", "person", actor.person_id)
    return _new_recovery_codes(actor.person_id)


def ask_second_factor(actor: Actor, on: bool) -> None:
    """Let the coordinator's school ask two proofs of its staff, or one. Raises NotPermitted for anybody else."""
    if not actor.is_a(Role.COORDINATOR):
        raise NotPermitted
    school = queries.school_of(actor)
    if school.second_factor is not on:
        school.second_factor = on
        old, new = ("off", "on") if on else ("on", "off")
        append_event(actor, "ask_second_factor", "school", school.id, old=old, new=new)


def reset_second_factor(actor: Actor, person_id: UUID) -> None:
    """Take a colleague's app and recovery codes away, and end their sessions: all were lost together.

    Raises as `end_sessions_of`, and NotPermitted where they guard a role at another school that asks two proofs. Nobody
    does this for themselves, and passkeys stay.
    """
    if person_id == actor.person_id:
        raise NotPermitted
    end_sessions_of(actor, person_id)
    if _guard_elsewhere(actor, person_id):
        raise NotPermitted
    remove_second_factor(actor, person_id)


def _guard_elsewhere(actor: Actor, person_id: UUID) -> bool:
    staff = {each.school_id for each in queries.roles_of(person_id) if each.role in SCHOOL_STAFF}
    asked = select(School.id).where(School.id.in_(staff - {actor.school_id}), School.second_factor).limit(1)
    return db.session.scalar(asked) is not None


def remove_second_factor(actor: Actor, person_id: UUID) -> None:
    """Take away the app and the recovery codes of a person who is the actor's own to decide on."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    db.session.execute(delete(SecondFactor).where(SecondFactor.person_id == person_id))
    append_event(actor, "remove_second_factor", "person", person_id)


def _use_app_code(person_id: UUID, code: str, *, confirmed: bool) -> bool:
    """Return whether the app shows `code` about now and no code of that half minute, or after it, was used before."""
    factor = queries.second_factor_of(person_id)
    if factor is None or bool(factor.confirmed_at) is not confirmed:
        return False
    secret, now = secret_of(factor), int(clock.now().timestamp()) // STEP
    totp = pyotp.TOTP(secret or pyotp.random_base32())
    fitting = [
        step for step in (now - 1, now, now + 1) if hmac.compare_digest(totp.generate_otp(step).encode(), code.encode())
    ]
    if secret is None or not fitting:
        return False
    later = update(SecondFactor).where(SecondFactor.person_id == person_id, SecondFactor.last_step < fitting[0])
    return bool(db.session.execute(later.values(last_step=fitting[0])).rowcount)  # type: ignore[attr-defined]


def _use_recovery_code(person_id: UUID, code: str) -> bool:
    mine = RecoveryCode.person_id == person_id, RecoveryCode.code_hash == _hash(code), RecoveryCode.used_at.is_(None)
    done = db.session.execute(update(RecoveryCode).where(*mine).values(used_at=clock.now()))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def _new_recovery_codes(person_id: UUID) -> list[str]:
    """Replace the recovery codes: 24 letters and digits in groups of four, 118 bits: too many to try all of a hash."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    codes = ["-".join(_four() for _ in range(6)) for _ in range(RECOVERY_CODES)]
    db.session.add_all(RecoveryCode(person_id=person_id, code_hash=_hash(code)) for code in codes)
    return codes


def _four() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(4))


def _hash(code: str) -> str:
    return queries.keyed("recovery " + "".join(letter for letter in code.lower() if letter.isalnum()))
