"""One running server for the scenes of a worker process."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from logbook.core import clock
from tests.conftest import FRIDAY, make_app
from tests.databases import open_database
from tests.faults.school import found
from tests.faults.server import serving
from tests.faults.stage import Site


@pytest.fixture(scope="package")
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return a server with a school."""
    data = tmp_path_factory.mktemp("faults")
    with ExitStack() as stack:
        url = open_database(request.config.getoption("--database"), data, stack)
        app = make_app(data, url, stack)
        with clock.freeze(FRIDAY):
            school = found(app)
        yield Site(school, stack.enter_context(serving(data, url)))


@pytest.fixture
def site(running: Site) -> Iterator[Site]:
    """Return the server, with the clock held where the server holds its own."""
    with clock.freeze(FRIDAY):
        yield running
