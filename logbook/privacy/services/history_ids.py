"""Ids of what comes in: new ones, the same each time for the same thing from the same hand at the same school."""

import hashlib
from uuid import UUID

_VERSION_AND_VARIANT = (0x8 << 76) | (0b10 << 62)
_REST = ~((0xF << 76) | (0b11 << 62)) & ((1 << 128) - 1)


class HistoryIds:
    """Gives ids that nobody can choose: an archive cannot name, and so not meet, a thing that is here already."""

    def __init__(self, school_id: UUID, key: str) -> None:
        self._salt = school_id.bytes + bytes.fromhex(key)

    def of(self, source: UUID) -> UUID:
        """Return the id here of what has the id `source` there: a UUID of version 8 (RFC 9562)."""
        number = int.from_bytes(hashlib.sha256(self._salt + source.bytes).digest()[:16])
        return UUID(int=(number & _REST) | _VERSION_AND_VARIANT)

    def name_of(self, source: str, longest: int) -> str:
        """Return the id here of what has a name for an id."""
        digest = hashlib.sha256(self._salt + source.encode()).hexdigest()[:12]
        return f"{source[: longest - 13].rstrip('-_')}-{digest}"
