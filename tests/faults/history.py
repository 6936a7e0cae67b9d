"""What people meant and what they were told: the only witness that the database is checked against."""

from collections import defaultdict
from dataclasses import dataclass
from threading import Lock
from typing import Any
from uuid import UUID

Receipt = dict[str, Any]


@dataclass(frozen=True)
class Intention:
    """What a person did on a phone, once: the fields, and the photos by their hash. `words` mark an entry's text.

    `seen` are the revisions that a review agrees with: entry, number, hash of the content. `wrong`: the content cannot
    be taken, so that the school has to refuse it.
    """

    op_id: UUID
    sha: str
    device: str
    person_id: UUID
    kind: str
    fields: dict[str, Any]
    photos: tuple[str, ...]
    entry_id: UUID | None = None
    words: str = ""
    seen: tuple[tuple[UUID, int, str], ...] = ()
    wrong: bool = False


class History:
    """Everything that happened on the phones' side, from many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.intentions: dict[UUID, Intention] = {}
        self.saved: set[UUID] = set()
        self.told: dict[UUID, list[Receipt]] = defaultdict(list)
        self.answered: dict[UUID, list[Receipt]] = defaultdict(list)
        self.approvals: dict[UUID, set[tuple[int, str]]] = defaultdict(set)
        self.erased: set[UUID] = set()
        self.arrived: set[UUID] = set()

    def means(self, intention: Intention) -> None:
        """Note what a person is about to do."""
        with self._lock:
            self.intentions[intention.op_id] = intention

    def shown_saved(self, op_id: UUID) -> None:
        """Note that the screen said "saved on this phone"."""
        with self._lock:
            self.saved.add(op_id)

    def shown_received(self, op_id: UUID, receipt: Receipt) -> None:
        """Note that the screen said "received by the school"."""
        with self._lock:
            self.told[op_id].append(receipt)
            self.arrived |= {UUID(receipt["entry_id"])} if "entry_id" in receipt else set()

    def passed(self, op_id: UUID, receipt: Receipt) -> None:
        """Note a receipt that the server gave, whether or not it reached anybody."""
        with self._lock:
            self.answered[op_id].append(receipt)

    def begin_life(self) -> None:
        """Note that a backup was restored: what was received stays so, what was answered is answered anew."""
        with self._lock:
            self.answered.clear()
            for receipts in self.told.values():
                receipts.clear()

    def looked(self, entry_id: UUID, approved_rev: int, content: str) -> None:
        """Note what somebody saw as approved."""
        with self._lock:
            self.approvals[entry_id].add((approved_rev, content))
