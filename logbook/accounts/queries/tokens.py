"""How tokens are kept."""

import hashlib


def sha256(text: str) -> str:
    """Return the hex SHA-256 of a token."""
    return hashlib.sha256(text.encode()).hexdigest()
