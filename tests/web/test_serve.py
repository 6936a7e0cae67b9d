"""`logbook serve` answers from any folder, and leaves no process behind when it is ended."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def _wait(condition, seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.1)
    return bool(condition())


def _others(group: int) -> list[int]:
    """Return the processes of a group."""
    listed = subprocess.run(["ps", "-eo", "pid=,pgid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    return [int(pid) for pid, pgid, state in rows if int(pgid) == group and not state.startswith("Z")]


def test_it_starts_anywhere_and_ends_with_its_worker(tmp_path: Path) -> None:
    port = _free_port()
    environ = os.environ | {"LOGBOOK_DATA": str(tmp_path / "data"), "PORT": str(port), "DATABASE_URL": ""}
    command = [sys.executable, "-m", "logbook", "serve", "--workers", "1"]
    served = subprocess.Popen(command, cwd=tmp_path, env=environ, start_new_session=True)
    try:
        assert _wait(lambda: _answers(port))
        assert _wait(lambda: len(_others(served.pid)) >= 4)  # serve, worker, server and its process
        served.send_signal(signal.SIGTERM)
        assert served.wait(30) == 0
        assert _wait(lambda: not _others(served.pid))
    finally:
        for pid in _others(served.pid):
            os.kill(pid, signal.SIGKILL)
        served.wait(30)
