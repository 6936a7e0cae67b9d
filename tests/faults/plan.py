"""Which fault each request meets: at random with a seed, or as a test directs."""

import re
from collections.abc import Iterable
from random import Random
from threading import Lock

from tests.faults.kinds import Fault
from tests.faults.wire import Request

WEIGHTS = {
    Fault.DROPPED_BEFORE: 10,
    Fault.DROPPED_AFTER: 16,
    Fault.BAD_GATEWAY: 8,
    Fault.GATEWAY_TIMEOUT: 6,
    Fault.TWICE_AT_ONCE: 10,
    Fault.LATE_DUPLICATE: 8,
    Fault.OVERTAKEN: 8,
    Fault.CUT_REQUEST: 6,
    Fault.SHORT_REQUEST: 4,
    Fault.CUT_ANSWER: 8,
    Fault.BIT_FLIP: 8,
    Fault.CAPTIVE_PORTAL: 6,
    Fault.SIGN_IN_PAGE: 5,
    Fault.NETWORK_SIGN_IN: 4,
    Fault.TOO_MANY: 4,
    Fault.KILLED_IN_REQUEST: 2,
}
OF_THE_BODY = frozenset({Fault.BIT_FLIP, Fault.SHORT_REQUEST})


class Dice:
    """Faults at random, to about `rate` of the requests, until it is calm."""

    def __init__(self, seed: int, rate: float) -> None:
        self._dice, self._rate, self._lock = Random(seed), rate, Lock()
        self.calm = False

    def __call__(self, request: Request) -> Fault | None:
        """Return what happens to this request."""
        with self._lock:
            if self.calm or self._dice.random() > self._rate:
                return None
            fault = self._dice.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        return None if fault in OF_THE_BODY and not request.body else fault


class Script:
    """The faults of a test, in order, for the requests whose address matches; then none."""

    def __init__(self, faults: Iterable[Fault | None] = (), of: str = r"/ops/[0-9a-f-]{36}$") -> None:
        self._faults, self._of, self._lock = list(faults), re.compile(of), Lock()

    def __call__(self, request: Request) -> Fault | None:
        """Return what happens to this request."""
        with self._lock:
            return self._faults.pop(0) if self._faults and self._of.search(request.path) else None

    def then(self, *faults: Fault | None) -> None:
        """Let these happen next."""
        with self._lock:
            self._faults.extend(faults)
