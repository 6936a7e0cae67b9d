"""Prints that are written and removed at the same moment: what was taken away stays away, and no half is left."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask, current_app

from logbook.core import clock
from logbook.core.ids import new_id
from logbook.web.prints import PrintJob, PrintState, change, forget_prints, jobs, make, read, remove, write

TIMES = 30


def folder() -> list[Path]:
    return list((current_app.extensions["logbook_config"].data / "prints").iterdir())


@pytest.fixture(autouse=True)
def empty(clean: Flask) -> Iterator[None]:
    """Let nothing lie there of an earlier test, and let threads change places often."""
    for job in list(jobs()):
        remove(job.id)
    for path in folder():
        path.unlink()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def asked() -> PrintJob:
    """Return a job that waits for the worker."""
    job = PrintJob(new_id(), new_id(), new_id(), "portfolio", {}, frozenset({new_id()}))
    write(job)
    return job


def at_once(app: Flask, *deeds: Callable[[], object]) -> None:
    """Do all of these in the same moment."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> None:
        with app.app_context():
            start.wait()
            deed()

    with ThreadPoolExecutor(len(deeds)) as threads:
        for each in [threads.submit(run, deed) for deed in deeds]:
            each.result()


def test_a_cancelled_one_does_not_come_back(clean: Flask) -> None:
    for _time in range(TIMES):
        job = asked()
        at_once(
            clean,
            lambda job=job: change(job.id, PrintState.RUNNING),  # type: ignore[misc]
            lambda job=job: remove(job.id),  # type: ignore[misc]
        )
        assert read(job.id) is None and folder() == []


def test_one_cancelled_as_it_is_finished_leaves_no_file(clean: Flask) -> None:
    for _time in range(TIMES):
        job = asked()
        at_once(
            clean,
            lambda job=job: make(str(job.id), lambda _job, _tell: b"%PDF"),  # type: ignore[misc]
            lambda job=job: remove(job.id),  # type: ignore[misc]
        )
        assert folder() == []


def test_one_whose_day_ended_as_it_was_made_stays_away(clean: Flask) -> None:
    for _time in range(TIMES):
        job = asked()
        with clock.freeze(clock.now() + timedelta(days=2)):
            at_once(
                clean,
                lambda job=job: make(str(job.id), lambda _job, _tell: b"%PDF"),  # type: ignore[misc]
                forget_prints,
            )
            forget_prints()
        assert folder() == []


def test_work_that_fails_keeps_its_record_alone(clean: Flask) -> None:
    job = asked()

    def broken(_job: PrintJob, _tell: object) -> bytes:
        raise ValueError("no")

    make(str(job.id), broken)
    assert [each.suffix for each in folder()] == [".json"]
    make(str(job.id), lambda _job, _tell: b"%PDF")
    ready = read(job.id)
    assert ready is not None and ready.state is PrintState.READY and len(folder()) == 2
