"""How often a deed waits for the disk: counted by strace for SQLite, by PostgreSQL itself for its log."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

ATTACH_SECONDS = 20.0
STATISTICS_SECONDS = 1.5
"""PostgreSQL's processes tell their counts about once a second."""


def fsyncs_of(engine: Engine, deed: Callable[[], None]) -> int | None:
    """Do `deed` and return how many times the disk was waited for; None where that cannot be counted."""
    return _in_server(engine, deed) if engine.dialect.name == "postgresql" else _in_process(deed)


def _in_process(deed: Callable[[], None]) -> int | None:
    strace = shutil.which("strace")
    if strace is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "calls"
        command = [strace, "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", str(log), "-p", str(os.getpid())]
        tracer = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        attached = _wait_for_tracer(tracer)
        deed()
        tracer.terminate()
        tracer.wait()
        return sum("sync(" in line for line in log.read_text().splitlines()) if attached else None


def _wait_for_tracer(tracer: "subprocess.Popen[bytes]") -> bool:
    """Return whether the tracer has taken hold of this process: it may not be allowed to."""
    until = time.monotonic() + ATTACH_SECONDS
    while tracer.poll() is None and time.monotonic() < until:
        if "TracerPid:\t0\n" not in Path("/proc/self/status").read_text():
            return True
        time.sleep(0.05)
    return False


def _in_server(engine: Engine, deed: Callable[[], None]) -> int | None:
    try:
        before = _counted(engine)
        deed()
        return _counted(engine) - before
    except SQLAlchemyError:
        return None  # before PostgreSQL 18 the log's fsyncs are not in this view


def _counted(engine: Engine) -> int:
    time.sleep(STATISTICS_SECONDS)
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT sum(fsyncs) FROM pg_stat_io WHERE object = 'wal'")).scalar_one())
