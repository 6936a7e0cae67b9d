"""CPU time of this process and of the PostgreSQL processes that work for it, in seconds."""

import time
from pathlib import Path

from sqlalchemy import Engine, text

_BACKENDS = text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")


class Cpu:
    """A clock of CPU time: the worker (this process) and the database's backends, when the server runs here too."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def backends(self) -> list[Path]:
        """Return the files that tell the time of each backend; asked anew before each measurement."""
        if self._engine.dialect.name != "postgresql":
            return []
        with self._engine.connect() as connection:
            processes = [Path(f"/proc/{pid}") for pid in connection.execute(_BACKENDS).scalars()]
        return [process / "schedstat" for process in processes if _is_server(process)]

    def read(self, backends: list[Path]) -> float:
        """Return the CPU seconds used so far."""
        return time.process_time() + sum(_on_cpu(each) for each in backends)


def _is_server(process: Path) -> bool:
    """Return whether a process of this machine is PostgreSQL's: of a server elsewhere, the number names another."""
    try:
        return "postgres" in (process / "comm").read_text()
    except OSError:
        return False


def _on_cpu(schedstat: Path) -> float:
    """Return the seconds on the CPU; 0 for a backend that has ended."""
    try:
        return int(schedstat.read_text().split()[0]) / 1e9
    except (OSError, IndexError):
        return 0.0
