"""A later migration may rebuild a table that rows refer to, and may leave no row that refers to nothing."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import inspect

from logbook.accounts.models import School
from logbook.app import ROOT
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.conftest import make_app
from tests.factories import make_member, make_person, make_school

MIGRATION = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "later", "{head}"

def upgrade():
    {deed}
"""
REBUILD = """
    with op.batch_alter_table("school", recreate="always") as school:
        school.add_column(sa.Column("motto", sa.String(20)))
"""


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Flask]:
    """Return an application on a SQLite database of its own, with a school that somebody's role refers to."""
    with ExitStack() as stack:
        app = make_app(tmp_path, f"sqlite:///{tmp_path / 'own.sqlite'}", stack)
        with app.app_context(), transaction():
            make_member(make_person("Lotte"), make_school(), Role.LEARNER)
        yield app


def _with(deed: str, folder: Path) -> str:
    """Return a copy of the migrations with one more that does `deed`."""
    copy = folder / "migrations"
    shutil.copytree(ROOT / "migrations", copy)
    head = ScriptDirectory(str(copy)).get_current_head()
    (copy / "versions" / "later.py").write_text(MIGRATION.format(head=head, deed=deed.strip()))
    return str(copy)


def test_a_table_that_rows_refer_to_is_rebuilt(filled: Flask, tmp_path: Path) -> None:
    with filled.app_context():
        upgrade(directory=_with(REBUILD, tmp_path))
        assert "motto" in {column["name"] for column in inspect(db.engine).get_columns("school")}
        assert db.session.query(School).count() == 1
        assert db.session.connection().exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        db.engine.dispose()


def test_a_migration_that_leaves_a_row_alone_is_undone(filled: Flask, tmp_path: Path) -> None:
    with filled.app_context():
        with pytest.raises(SystemExit):  # Flask-Migrate tells why in the log
            upgrade(directory=_with('op.execute("DELETE FROM school")', tmp_path))
        assert db.session.query(School).count() == 1
        db.engine.dispose()
