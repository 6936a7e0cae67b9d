"""A school of its own for the tests without a connection, and phones."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e import school
from tests.e2e.offline.campus import Campus
from tests.e2e.offline.phone import Phone
from tests.e2e.window import close

Pick = Callable[..., Phone]


@pytest.fixture(scope="session")
def campus(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Campus]:
    """Return a school of this worker's own, whose server may be stopped."""
    data = tmp_path_factory.mktemp("campus")
    school.copy(shared, data)
    campus = Campus(data)
    yield campus
    campus.server.stop()


@pytest.fixture
def pick(browser: Browser, campus: Campus) -> Iterator[Pick]:
    """Return a function that gives a new phone on which somebody is signed in: `pick("learner1")`."""
    phones: list[Phone] = []

    def new(handle: str | None = None, **options: object) -> Phone:
        if handle and handle.startswith("learner"):
            campus.from_now_on(handle)
        phones.append(Phone.new(browser, campus, handle, **options))
        return phones[-1]

    yield new
    close(phones)
