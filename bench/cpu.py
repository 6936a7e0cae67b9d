"""CPU time of this process and of the PostgreSQL server's processes on this machine, in seconds."""

import time
from pathlib import Path

from sqlalchemy import Engine, text


class Cpu:
    """A clock of CPU time: the worker (this process) plus the database server's processes when they run here."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._server = engine, None
        if engine.dialect.name == "postgresql":
            with engine.connect() as connection:
                backend = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            self._server = _parent(backend)

    @property
    def sees_server(self) -> bool:
        """Whether the server's share is counted: it is not for a server on another machine."""
        return self._engine.dialect.name == "sqlite" or self._server is not None

    def processes(self) -> list[Path]:
        """Return the files that tell the time of each server process; read anew before a measurement."""
        if self._server is None:
            return []
        processes = Path("/proc").glob("[0-9]*/stat")
        return [process.with_name("schedstat") for process in processes if _is_child(process, self._server)]

    def read(self, processes: list[Path]) -> float:
        """Return the CPU seconds used so far."""
        return time.process_time() + sum(_on_cpu(each) for each in processes)


def _parent(pid: int) -> int | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return int(fields[1]) if "postgres" in Path(f"/proc/{pid}/comm").read_text() else None


def _is_child(status: Path, parent: int) -> bool:
    try:
        return int(status.read_text().rpartition(")")[2].split()[1]) == parent
    except (OSError, ValueError):
        return False


def _on_cpu(schedstat: Path) -> float:
    try:
        return int(schedstat.read_text().split()[0]) / 1e9
    except (OSError, IndexError):
        return 0.0
