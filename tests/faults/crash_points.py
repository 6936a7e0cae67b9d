"""Places in the server where it dies when a trap is set there. Made of events and wrappers: the app knows nothing."""

import os
import re
import signal
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from tests.faults.switches import Switches

LOOKUP, INSERT = re.compile(r"SELECT\b.*\bFROM op\b.*\bop\.id\b", re.DOTALL), re.compile(r"INSERT INTO op\b")
STATEMENTS = {"lookup": LOOKUP, "insert": INSERT}
OF_AN_OP = (
    "before_lookup",
    "after_lookup",
    "before_insert",
    "after_insert",
    "before_commit",
    "after_commit",
    "before_answer",
    "after_answer",
)
OF_A_PHOTO = ("before_rename", "after_rename", "before_commit", "after_commit", "before_answer", "after_answer")
API = "/api/v1/"


class CrashPoints:
    """The crash points of one server process."""

    def __init__(self, switches: Switches) -> None:
        self._switches = switches

    def reach(self, point: str) -> None:
        """Die here if a trap is set: no cleaning up, no last words."""
        if self._switches.spring(point):
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, engine: Engine, session: Any) -> None:
        """Reach the points around statements and commits."""
        event.listen(engine, "before_cursor_execute", self._statement("before"))
        event.listen(engine, "after_cursor_execute", self._statement("after"))
        event.listen(engine, "commit", lambda _connection: self.reach("before_commit"))
        event.listen(session, "after_commit", self._after_commit)

    def _statement(self, when: str) -> Callable[..., None]:
        def look(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            for name, pattern in STATEMENTS.items():
                if pattern.match(statement):
                    self.reach(f"{when}_{name}")

        return look

    def _after_commit(self, _session: Session) -> None:
        self.reach("after_commit")

    def watch_renames(self) -> None:
        """Reach the points around the move of a finished file to its name."""
        rename = Path.replace

        def replace(path: Path, target: Path) -> Path:
            self.reach("before_rename")
            moved = rename(path, target)
            self.reach("after_rename")
            return moved

        Path.replace = replace  # type: ignore[method-assign, assignment]

    def around(self, app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
        """Return the WSGI app with the points around its answer."""

        def wrapped(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
            answer = app(environ, start_response)
            ours = environ["PATH_INFO"].startswith(API)
            if ours:
                self.reach("before_answer")
            try:
                yield from answer
            finally:
                if hasattr(answer, "close"):
                    answer.close()
                if ours:
                    self.reach("after_answer")

        return wrapped
