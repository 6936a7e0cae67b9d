"""The migrations bring an empty database to exactly the shape of the code, and back."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade
from sqlalchemy import inspect

from logbook.core.models import Id, UTCDateTime
from logbook.extensions import db
from tests import databases
from tests.conftest import make_app


@pytest.fixture
def fresh_app(request: pytest.FixtureRequest, tmp_path: Path):
    with ExitStack() as stack:
        url = databases.open_database(request.config.getoption("--database"), tmp_path, stack)
        yield make_app(tmp_path, url, stack)


def _same_type(_context, _column, _metadata_column, _type, metadata_type):
    return False if isinstance(metadata_type, Id | UTCDateTime) else None


def test_migrations_and_code_agree(fresh_app) -> None:
    with fresh_app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": _same_type})
        assert compare_metadata(context, db.metadata) == []


def test_the_migrations_can_be_undone(fresh_app) -> None:
    with fresh_app.app_context():
        downgrade(revision="base")
        assert inspect(db.engine).get_table_names() == ["alembic_version"]
