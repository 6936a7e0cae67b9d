"""Waiting for what happens outside a page: in a database, a process, a phone's store."""

import time
from collections.abc import Callable

LONGEST, LOOK = 75, 0.02  # seconds


def until(condition: Callable[[], object]) -> None:
    """Wait until something is true."""
    end = time.monotonic() + LONGEST
    while not condition():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(LOOK)
