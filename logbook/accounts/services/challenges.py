"""Challenges: random, for one browser and one purpose, short-lived, answered once; kept nowhere until then."""

import hmac
import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete

from logbook.accounts import queries
from logbook.accounts.models import SpentChallenge
from logbook.core import clock
from logbook.core.upsert import insert_new
from logbook.extensions import db

LIFETIME = timedelta(minutes=10)


def make_challenge(purpose: str, browser: str) -> str:
    """Return a new challenge of `purpose` for the browser with this random key: letters, digits, `-`, `_` and `.`."""
    body = f"{int((clock.now() + LIFETIME).timestamp())}.{secrets.token_urlsafe(18)}"
    return f"{body}.{_seal(body, purpose, browser)}"


def spend_challenge(challenge: str, purpose: str, browser: str) -> bool:
    """Return whether we made `challenge` for this, it has not expired, and it was not answered before; now it was."""
    body, _dot, seal = challenge.rpartition(".")
    if not browser or not hmac.compare_digest(seal.encode(), _seal(body, purpose, browser).encode()):
        return False
    expires_at = datetime.fromtimestamp(int(body.partition(".")[0]), UTC)
    row = {"sha256": queries.sha256(challenge), "expires_at": expires_at}
    return expires_at > clock.now() and insert_new(SpentChallenge, row)


def told_by(challenge: str, what: str) -> str:
    """Return a second secret that follows from `challenge`, of 43 letters and digits: a nonce, a verifier."""
    return queries.keyed(f"{what} of {challenge}")[:43]


def _seal(body: str, purpose: str, browser: str) -> str:
    return queries.keyed(f"challenge {purpose}\n{browser}\n{body}")[:32]


def forget_old_challenges() -> None:
    """Drop what could not be answered any more anyway."""
    db.session.execute(delete(SpentChallenge).where(SpentChallenge.expires_at <= clock.now()))
