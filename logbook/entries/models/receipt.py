"""What the learner gets for a deed: how it was filed, and a code to read aloud."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date as LocalDate
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from .entry import Op

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is misread or misheard


_ABOUT: dict[str, Callable[[str], Any]] = {
    "entry_id": UUID,
    "week_id": UUID,
    "date": LocalDate.fromisoformat,
    "commitment_id": UUID,
    "visit_id": UUID,
}
"""What a receipt can be of, and how its row's text is read."""


class Verdict(StrEnum):
    """How a deed was filed. A learner's words are never refused because of a state, only filed differently."""

    APPLIED = "applied"
    KEPT_AS_CONFLICT = "kept_as_conflict"  # made on an older revision: both are kept, the learner picks
    LATE_ADDITION = "late_addition"  # made after the approval: the mentor takes it up or not
    HELD = "held"  # the learner was not in the placement on that date: the teacher decides


def receipt_code(op_id: UUID, sha: str) -> str:
    """Return the short code of a deed: `K7F-3M2`, the same for ever for the same deed."""
    number = int.from_bytes(hashlib.sha256(op_id.bytes + sha.encode()).digest()[:8])
    letters = []
    for _ in range(6):
        number, place = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return f"{''.join(letters[:3])}-{''.join(letters[3:])}"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The proof that a deed was received, of an entry, a week, a day, a commitment or a visit.

    `rev` is the entry's revision, or the week's or visit's version; what has neither has 0.
    """

    op_id: UUID
    sha: str
    rev: int
    verdict: Verdict
    received_at: datetime
    entry_id: UUID | None = None
    week_id: UUID | None = None
    date: LocalDate | None = None
    commitment_id: UUID | None = None
    visit_id: UUID | None = None

    @property
    def code(self) -> str:
        """The short code of the deed."""
        return receipt_code(self.op_id, self.sha)

    def as_json(self) -> dict[str, Any]:
        """Return the receipt as it is sent."""
        own = {"op_id": str(self.op_id), "sha": self.sha, "received_at": self.received_at.isoformat()}
        return own | self.kept() | {"code": self.code}

    def kept(self) -> dict[str, Any]:
        """Return what the deed's row keeps of it, beside the columns that it has anyway."""
        about = {name: getattr(self, name) for name in _ABOUT}
        return {name: str(value) for name, value in about.items() if value} | {
            "rev": self.rev,
            "verdict": self.verdict.value,
        }

    @classmethod
    def of(cls, op: Op) -> "Receipt":
        """Return the receipt that a deed got."""
        kept = op.receipt
        return cls(
            op_id=op.id,
            sha=op.sha,
            rev=kept["rev"],
            verdict=Verdict(kept["verdict"]),
            received_at=op.received_at,
            **{name: read(kept[name]) for name, read in _ABOUT.items() if name in kept},
        )
