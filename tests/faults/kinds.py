"""What can go wrong on the way, and how often it did."""

from collections import Counter
from enum import StrEnum
from threading import Lock


class Fault(StrEnum):
    """One way in which a request, its answer, the server or its database fails."""

    DROPPED_BEFORE = "dropped before the server"
    DROPPED_AFTER = "answer dropped after the commit"
    BAD_GATEWAY = "502 after the commit"
    GATEWAY_TIMEOUT = "504 after the commit"
    TWICE_AT_ONCE = "duplicate in parallel"
    LATE_DUPLICATE = "late duplicate"
    OVERTAKEN = "delivered late, overtaken by the next try"
    CUT_REQUEST = "request cut off"
    SHORT_REQUEST = "request delivered without its end"
    CUT_ANSWER = "answer cut off"
    BIT_FLIP = "bit flipped"
    CAPTIVE_PORTAL = "captive portal with 200"
    SIGN_IN_PAGE = "redirect to a sign-in page"
    NETWORK_SIGN_IN = "511 of a network that asks to sign in"
    TOO_MANY = "429 with Retry-After"
    KILLED = "worker killed"
    KILLED_IN_REQUEST = "worker killed in the middle of a request"
    DATABASE = "database connection ended, or its lock held by another"
    PHONE_DIED = "phone died while it saved"


class Tally:
    """Counts of what was injected, from many threads."""

    def __init__(self) -> None:
        self._counts: Counter[Fault] = Counter()
        self._lock = Lock()

    def add(self, fault: Fault) -> None:
        """Count one fault."""
        with self._lock:
            self._counts[fault] += 1

    @property
    def counts(self) -> dict[Fault, int]:
        """How often each kind was injected, those that never were included."""
        with self._lock:
            return {fault: self._counts[fault] for fault in Fault}

    @property
    def total(self) -> int:
        """How many faults were injected."""
        with self._lock:
            return self._counts.total()
