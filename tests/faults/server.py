"""The real server as in production, gunicorn with three workers; they can be killed, and the master starts others."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.faults.hooks import WORKERS
from tests.faults.switches import FOLDER, Switches

ROOT = Path(__file__).parents[2]
NAME = "logbook-faults"
"""What the server's connections are called in PostgreSQL."""
STOPPING = 15  # seconds
STARTING = 60  # seconds


@dataclass
class Server:
    """A running server."""

    address: tuple[str, int]
    workers: Path
    switches: Switches
    dice: Random

    def unexpected(self) -> int:
        """Return how many errors the server logged that nobody expected: each was a 500."""
        return (self.workers.parent / "server.log").read_text(errors="replace").count("unexpected error")

    def kill(self) -> bool:
        """Kill a worker as a machine that runs out of memory does. False when none was there."""
        alive = sorted(self.workers.iterdir())
        if not alive:
            return False
        chosen = self.dice.choice(alive)
        chosen.unlink(missing_ok=True)
        try:
            os.kill(int(chosen.name), signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True


@contextmanager
def serving(data: Path, url: str, seed: int = 0) -> Iterator[Server]:
    """Serve the school in the database at `url`, with the files in `data`."""
    workers, switches = data / "workers", Switches(data / "switches")
    workers.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as listener, (data / "server.log").open("wb") as log:
        process = subprocess.Popen(
            _command(listener.fileno()),
            cwd=ROOT,
            env=_environment(data, url) | {WORKERS: str(workers), FOLDER: str(switches.folder)},
            pass_fds=[listener.fileno()],
            start_new_session=True,  # stopping the campaign by hand must not stop the server first
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(process, workers)
            yield Server(("127.0.0.1", listener.getsockname()[1]), workers, switches, Random(seed))
        finally:
            process.terminate()
            process.wait(STOPPING)


def _wait_for(process: "subprocess.Popen[bytes]", workers: Path) -> None:
    deadline = time.monotonic() + STARTING
    while not list(workers.iterdir()):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the server did not start:\n{(workers.parent / 'server.log').read_text()[-2000:]}")
        time.sleep(0.05)


def _command(listener: int) -> list[str]:
    options = ["--bind", f"fd://{listener}", "--workers", "3", "--threads", "4", "--preload", "--no-control-socket"]
    options += ["--config", "python:tests.faults.hooks", "--log-level", "warning", "--graceful-timeout", "3"]
    return [sys.executable, "-m", "gunicorn", *options, "tests.faults.served:app"]


def _environment(data: Path, url: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in ("SMTP_URL", "HTTPS")}
    settings = {"LOGBOOK_DATA": str(data), "DATABASE_URL": url, "SECRET_KEY": "for tests only"}
    return inherited | settings | {"PGAPPNAME": NAME}
