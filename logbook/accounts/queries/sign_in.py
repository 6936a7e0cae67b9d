"""Mailed codes and open sessions."""

from uuid import UUID

from sqlalchemy import func, select

from logbook.accounts.models import SignInCode, SignInSession
from logbook.accounts.policy import CODES_WINDOW
from logbook.core import clock
from logbook.extensions import db

from .tokens import sha256


def codes_asked(email: str) -> int:
    """Return how many codes were asked for this address within the throttling window."""
    since = clock.now() - CODES_WINDOW
    query = select(func.count()).where(SignInCode.email == email, SignInCode.created_at > since)
    return db.session.scalar(query) or 0


def newest_code(browser: str) -> SignInCode | None:
    """Return the newest code that this browser asked for, locked: tries at the same moment follow each other."""
    query = select(SignInCode).where(SignInCode.browser_sha256 == sha256(browser))
    return db.session.scalar(query.order_by(SignInCode.created_at.desc()).limit(1).with_for_update())


def session_with(token: str) -> SignInSession:
    """Return the session that `token` was just made for."""
    return db.session.scalars(select(SignInSession).where(SignInSession.token_sha256 == sha256(token))).one()


def sessions_of(person_id: UUID) -> list[SignInSession]:
    """Return the sessions of a person that are not over, the latest used first."""
    query = select(SignInSession).where(
        SignInSession.person_id == person_id,
        SignInSession.revoked_at.is_(None),
        SignInSession.expires_at > clock.now(),
    )
    return list(db.session.scalars(query.order_by(SignInSession.last_use_at.desc()).limit(50)))
