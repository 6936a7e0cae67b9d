"""A learner's document as text that is always the same, and its hash. Pure."""

import hashlib
import json
from typing import Any


def canonical(document: dict[str, Any]) -> str:
    """Return the document as JSON with sorted keys and no blanks: the same document is the same text, everywhere."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def fingerprint(document: dict[str, Any]) -> str:
    """Return the SHA-256 of the canonical text, in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()
