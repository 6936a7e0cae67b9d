"""Long work in the worker: asking for it, how far it is, and stopping it.

How far it is lies in the queue's own file and not in the database: work that is one transaction could not tell anybody
before it is over.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from flask import current_app

from logbook.core import clock

JOBS = "logbook_jobs"
QUEUE = "logbook_queue"
SILENT = timedelta(minutes=2)
"""After this long without a word the work is taken to have died with its worker."""


class Stopped(Exception):
    """Somebody asked to stop; the work undoes itself by rolling back."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far some work is: `done` of `of`, told at `at`."""

    done: int
    of: int
    at: datetime

    @property
    def percent(self) -> int:
        """How far, from 0 to 100."""
        return min(100, 100 * self.done // max(self.of, 1))

    @property
    def silent(self) -> bool:
        """Whether nothing was heard of it for too long."""
        return clock.now() - self.at > SILENT


def later(job: str, key: str) -> None:
    """Ask the worker to do `job` for the thing with this key. For after the commit."""
    current_app.extensions[QUEUE].storage.pop_data(_stop(key))
    tell(key, 0, 1)
    current_app.extensions[JOBS][job](key)


def tell(key: str, done: int, of: int) -> None:
    """Say how far the work for `key` is. Raises Stopped when somebody asked for that."""
    storage = current_app.extensions[QUEUE].storage
    if storage.has_data_for_key(_stop(key)):
        storage.pop_data(_stop(key))
        raise Stopped
    storage.put_data(_key(key), json.dumps([done, of, clock.now().isoformat()]).encode())


def teller(key: str) -> Callable[[int, int], None]:
    """Return `tell` for one thing, as work takes it."""
    return partial(tell, key)


def progress_of(key: str) -> Progress | None:
    """Return how far the work for `key` is, or None when it never began or is forgotten."""
    kept = current_app.extensions[QUEUE].storage.peek_data(_key(key))
    if not isinstance(kept, bytes):
        return None
    done, of, at = json.loads(kept)
    return Progress(done, of, datetime.fromisoformat(at))


def stop(key: str) -> None:
    """Ask the work for `key` to stop at its next step."""
    current_app.extensions[QUEUE].storage.put_data(_stop(key), b"1")


def forget(key: str) -> None:
    """Drop what was kept of work that is over."""
    for name in (_key(key), _stop(key)):
        current_app.extensions[QUEUE].storage.pop_data(name)


def _key(key: str) -> str:
    return f"progress:{key}"


def _stop(key: str) -> str:
    return f"stop:{key}"
