"""A bad moment between the server's commit and its answer, on the sign of a file beside the database."""

import os
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.e2e.offline.waiting import LONGEST, LOOK

HOLD, DIE, LATE = "hold", "die", "late"
Answering = Callable[[dict[str, Any], Any], Iterable[bytes]]


def around(answer: Answering, data: Path) -> Answering:
    """Return the same server, with bad moments after a phone's deed was done."""

    def answer_or_not(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body = answer(environ, start_response)
        if environ["REQUEST_METHOD"] == "PUT" and "/ops/" in environ["PATH_INFO"]:
            _hold(data / HOLD)
            _die(data / DIE)
        elif (data / LATE).exists() and (data / LATE).read_text("utf-8") == environ["PATH_INFO"]:
            _hold(data / LATE)
        return body

    return answer_or_not


def _hold(sign: Path) -> None:
    """Keep the answer back as long as the sign is there."""
    until = time.monotonic() + LONGEST
    while sign.exists() and time.monotonic() < until:
        time.sleep(LOOK)


def _die(sign: Path) -> None:
    """Die once, with everything that was being answered: no cleaning up, no last words."""
    if sign.exists():
        sign.unlink()
        os.kill(os.getpid(), signal.SIGKILL)
