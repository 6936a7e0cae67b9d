"""Settings of the campaign's gunicorn: each worker has a file named after it, so that it can be found and killed."""

import os
from pathlib import Path
from typing import Any

WORKERS = "LOGBOOK_FAULTS_WORKERS"


def _file(pid: int) -> Path:
    return Path(os.environ[WORKERS]) / str(pid)


def post_worker_init(worker: Any) -> None:
    """Note a worker that serves now."""
    _file(worker.pid).touch()


def child_exit(_server: Any, worker: Any) -> None:
    """Forget a worker that is gone."""
    _file(worker.pid).unlink(missing_ok=True)
