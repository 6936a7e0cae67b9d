"""One application for the run, on SQLite or PostgreSQL; a clean database, a fixed cast and a checking client."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from hypothesis import settings
from sqlalchemy import CompoundSelect, event, exists, literal, select, union_all

from logbook.app import create_app
from logbook.config import from_environment
from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.sheets.models import Library
from logbook.sheets.schemas import read_library
from logbook.sheets.services import load_library
from tests import databases, factories
from tests.pages import PageClient

settings.register_profile("here", deadline=None)  # how long an example takes says how busy the machine is
settings.load_profile("here")
FRIDAY = datetime(2026, 11, 20, 14, 32, tzinfo=UTC)
whole_library = cache(read_library)
"""All shipped sheets, read from their files once for the whole run."""
TAUGHT = frozenset({factories.WELDING, factories.SOFT_SKILLS, "emt-smeren", "cognitive-apprenticeship"})


@cache
def shipped_library() -> Library:
    """Return the few shipped sheets that the cast works on: most tests need no more, and all take a moment to load."""
    sheets = tuple(sheet for sheet in whole_library().sheets if sheet["id"] in TAUGHT)
    return Library(sheets, whole_library().problems)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--database` picks where the suite runs: sqlite, postgresql (an embedded one) or an address."""
    parser.addoption("--database", default="sqlite", help="sqlite | postgresql | postgresql://…")


@pytest.fixture(scope="session")
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Return the application on a migrated, empty database."""
    data = tmp_path_factory.mktemp("data")
    with ExitStack() as stack:
        url = databases.open_database(request.config.getoption("--database"), data, stack)
        databases.hurry(url)
        yield make_app(data, url, stack)


def make_app(data: Path, url: str, stack: ExitStack) -> Flask:
    """Return an application for tests on a migrated database at `url`; `stack` closes its connections at the end."""
    chosen = from_environment({"LOGBOOK_DATA": str(data), "DATABASE_URL": url, "SECRET_KEY": "for tests only"})
    app = create_app(chosen)
    app.testing = True
    with app.app_context():
        upgrade()
        stack.callback(db.engine.dispose)
    return app


@pytest.fixture
def clean(app: Flask) -> Iterator[Flask]:
    """Return the application on an empty database, with the clock held on a Friday afternoon."""
    with clock.freeze(FRIDAY), app.app_context():
        empty()
        app.extensions.pop("logbook_demo", None)
        yield app
        db.session.remove()
    app.extensions.pop("logbook_demo", None)


def empty() -> None:
    """Delete every row of every table."""
    with transaction(), databases.unguarded(db.session):
        full = set(db.session.scalars(_tables_with_rows()))
        for table in reversed(db.metadata.sorted_tables):
            if table.name in full:
                db.session.execute(table.delete())


@cache
def _tables_with_rows() -> CompoundSelect[tuple[str]]:
    """Return one question for all tables: a test fills few of them."""
    tables = db.metadata.sorted_tables
    return union_all(*(select(literal(each.name)).where(exists().select_from(each)) for each in tables))


@pytest.fixture
def library(clean: Flask) -> Flask:
    """Return the application with the sheets that the cast works on."""
    with transaction():
        load_library(None, shipped_library())
    return clean


@pytest.fixture
def cast(library: Flask) -> factories.Cast:
    """Return the fixed cast: a learner, her mentor, and everyone who may or may not look."""
    with transaction():
        return factories.make_cast()


@pytest.fixture
def four(cast: factories.Cast) -> str:
    """Add the shipped sheet of soft skills with four levels beside the usual one."""
    sheets = tuple(each for each in whole_library().sheets if each["id"] == factories.FOUR_LEVELS)
    with transaction():
        load_library(None, Library(sheets))
    return factories.FOUR_LEVELS


@pytest.fixture
def client_for(clean: Flask) -> Callable[..., PageClient]:
    """Return a function that gives a signed-in client of a person (or an anonymous one for None)."""

    def make(person: object = None) -> PageClient:
        return PageClient(clean, person)

    return make


@pytest.fixture
def count_queries(clean: Flask) -> Iterator[Callable[[Callable[[], object]], list[str]]]:
    """Return a function that runs a deed and gives the statements it sent."""
    seen: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)

    def count(deed: Callable[[], object]) -> list[str]:
        seen.clear()
        deed()
        return list(seen)

    yield count
    event.remove(db.engine, "before_cursor_execute", note)
