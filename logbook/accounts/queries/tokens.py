"""How tokens are kept."""

import hashlib
import hmac

from flask import current_app


def sha256(text: str) -> str:
    """Return the hex SHA-256 of a token."""
    return hashlib.sha256(text.encode()).hexdigest()


def keyed(text: str) -> str:
    """Return a hash of something short under this installation's secret: a copy of the database tells nothing of it."""
    secret = str(current_app.secret_key).encode()
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()
