"""The server that the browser talks to: gunicorn, as in production, in a process of its own."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
STOPPING = 10  # seconds


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """Serve the school in the folder `data` and yield its address. The socket listens before the server is there."""
    with socket.create_server(("127.0.0.1", 0)) as listener, (data / "server.log").open("wb") as log:
        process = subprocess.Popen(
            _command(listener.fileno()),
            cwd=ROOT,
            env=_environment(data),
            pass_fds=[listener.fileno()],
            stdout=log,
            stderr=log,
        )
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            process.terminate()
            process.wait(STOPPING)


def _command(listener: int) -> list[str]:
    options = ["--bind", f"fd://{listener}", "--threads", "8", "--no-control-socket", "--log-level", "warning"]
    return [sys.executable, "-m", "gunicorn", *options, "tests.e2e.served:app"]


def _environment(data: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SMTP_URL", "HTTPS")}
    return inherited | {"LOGBOOK_DATA": str(data), "SECRET_KEY": "for tests only"}
