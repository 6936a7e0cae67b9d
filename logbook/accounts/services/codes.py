"""Mailed codes: asking, mailing, using up."""

import secrets
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import delete, func, select

from logbook.accounts import queries
from logbook.accounts.models import Person, SignInCode
from logbook.accounts.policy import CODE_LIFETIME, CODE_TRIES, CODES_AT_ONCE
from logbook.core import clock
from logbook.core.mail import enqueue_mail
from logbook.core.texts import N_
from logbook.extensions import db

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
    _one_at_a_time(email)
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


def _one_at_a_time(email: str) -> None:
    """Let those who ask for one address at the same moment count after each other; SQLite has one writer anyway."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(email, 0))))


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
