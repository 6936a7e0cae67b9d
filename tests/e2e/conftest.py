"""A school, a server and a browser for every worker; windows for every test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e import chromium, school
from tests.e2e.atlas import Atlas
from tests.e2e.closing import close_in_time
from tests.e2e.looked import Looked
from tests.e2e.server import serving
from tests.e2e.window import PATIENCE, Window, Windows

Open = Callable[..., Window]
expect.set_options(timeout=PATIENCE)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--exhaustive` looks at every page in every language and theme; without it, at the pages that matter most."""
    parser.addoption("--exhaustive", action="store_true", help="every page in every language and theme")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests measured."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value}")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the folder that all workers of a run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def school_data(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    """Return a folder with a school of this worker's own."""
    data = tmp_path_factory.mktemp("school")
    school.copy(shared, data)
    return data


@pytest.fixture(scope="session")
def looked(shared: Path) -> Looked:
    """Return what remembers which pages were in order."""
    return Looked(shared / "looked")


@pytest.fixture(scope="session")
def atlas(school_data: Path) -> Atlas:
    """Return what knows where each person can open each page."""
    return Atlas(school.app(school_data))


@pytest.fixture(scope="session")
def address(school_data: Path) -> Iterator[str]:
    """Return where this worker's server answers."""
    with serving(school_data) as base:
        yield base


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the worker's browser."""
    path = chromium.find()
    assert path, chromium.MISSING
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.ARGUMENTS))
        yield browser
        close_in_time(browser.close)


@pytest.fixture(scope="session")
def keys() -> dict[str, Any]:
    """Return the cookies of who signed in already."""
    return {}


@pytest.fixture
def enter(browser: Browser, address: str, school_data: Path, keys: dict[str, Any]) -> Iterator[Open]:
    """Return a function that opens a window: `enter("learner1", WIDE, java_script_enabled=False)`."""
    windows = Windows(browser, address, school_data / "server.log", keys)
    yield windows
    windows.close()
