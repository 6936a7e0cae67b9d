"""A learner with work on paper, and an empty folder of prints."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, current_app

from logbook.core.unit_of_work import transaction
from logbook.web.prints import jobs, remove
from tests.factories import Cast
from tests.insight.history import History, history_of


def folder() -> list[Path]:
    """Return what lies with the prints."""
    return list((current_app.extensions["logbook_config"].data / "prints").iterdir())


@pytest.fixture(autouse=True)
def empty(clean: Flask) -> Iterator[None]:
    """Let nothing lie there of another test."""
    for job in list(jobs()):
        remove(job.id)
    for path in folder():
        path.unlink()
    yield


@pytest.fixture
def worked(cast: Cast) -> History:
    """Return two weeks of work of the learner, four days each."""
    with transaction():
        history = history_of(cast)
        history.weeks_of(cast.learner, cast.placement, cast.mentor, 2)
    return history
