"""The server that the browser talks to: gunicorn, as in production, in a process of its own."""

import os
import random
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
FINISHING, STOPPING = 5, 10  # seconds
PORTS = range(20_000, 32_000)  # below those that a connection gets: while a server is away nothing else stands there
ORDINARY = "tests.e2e.served:app"


class Server:
    """A server that can be stopped, killed and started again at the same address. It listens at once."""

    def __init__(self, data: Path, app: str = ORDINARY) -> None:
        self.data, self.app, self.port = data, app, 0
        self.log = data / "server.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def address(self) -> str:
        """Where it answers, or would."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Answer from now on."""
        with _listener(self.port) as listener, self.log.open("ab") as log:
            self.port = listener.getsockname()[1]
            self.process = subprocess.Popen(
                _command(listener.fileno(), self.app),
                cwd=ROOT,
                env=_environment(self.data),
                pass_fds=[listener.fileno()],
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def stop(self) -> None:
        """Finish what is being answered, as far as that does not take long, then refuse every connection."""
        if self.process:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(STOPPING)
        self.kill()

    def kill(self) -> None:
        """Die on the spot, workers too."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(STOPPING)
        self.process = None


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """Serve the school in the folder `data` and yield its address."""
    server = Server(data)
    try:
        yield server.address
    finally:
        server.stop()


def _listener(port: int) -> socket.socket:
    """Listen at that port, or for 0 at any that is free."""
    if port:
        return socket.create_server(("127.0.0.1", port))
    for chosen in random.sample(PORTS, len(PORTS)):
        with suppress(OSError):
            return socket.create_server(("127.0.0.1", chosen))
    raise OSError("no port is free")


def _command(listener: int, app: str) -> list[str]:
    options = ["--bind", f"fd://{listener}", "--threads", "8", "--graceful-timeout", str(FINISHING)]
    return [sys.executable, "-m", "gunicorn", *options, "--no-control-socket", "--log-level", "warning", app]


def _environment(data: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SMTP_URL", "HTTPS")}
    return inherited | {"LOGBOOK_DATA": str(data), "SECRET_KEY": "for tests only"}
