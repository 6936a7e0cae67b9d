"""Closing what a browser has open, without waiting for ever: now and then a closing context never answers."""

import signal
import time
from collections.abc import Callable
from types import FrameType

LONGEST = 20  # seconds


class NeverClosed(Exception):
    """The browser did not answer in time."""


def close_in_time(close: Callable[[], object]) -> bool:
    """Close, and return whether the browser answered; what it left open ends with the browser.

    The limit of the whole test, which uses the same clock, goes on after it.
    """
    before, (left, _every) = signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)
    begun = time.monotonic()
    signal.signal(signal.SIGALRM, _give_up)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        close()
    except NeverClosed:
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:
            signal.setitimer(signal.ITIMER_REAL, max(1.0, left - (time.monotonic() - begun)))
    return True


def _give_up(_number: int, _frame: FrameType | None) -> None:
    raise NeverClosed
