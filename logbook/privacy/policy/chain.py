"""The arithmetic of the chain. Pure.

A seal is `digest = SHA-256(salt + event)` and `chain = SHA-256(chain before + sequence + digest)`, in hex. What an
event says is written as canonical JSON of what is set, so that a column added later changes no old digest.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from logbook.core.events import Event

BEFORE_THE_FIRST = "0" * 64
SALT_BYTES = 16
SAID = (
    "id",
    "at",
    "school_id",
    "person_id",
    "role",
    "session_id",
    "deed",
    "thing",
    "thing_id",
    "learner_id",
    "old",
    "new",
    "rev",
)


def digest(salt: bytes, event: Event) -> str:
    """Return the salted digest of everything that an event says."""
    said = {name: _plain(value) for name in SAID if (value := getattr(event, name)) is not None}
    return hashlib.sha256(salt + json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def link(before: str, sequence: int, digest_: str) -> str:
    """Return the chain's hash at `sequence`, after the hash `before` it."""
    return hashlib.sha256(f"{before}:{sequence}:{digest_}".encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value if isinstance(value, int) else str(value)
