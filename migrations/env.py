"""Alembic's environment: the same migrations on SQLite (tables are rebuilt in batches) and on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from logbook.core.models import Id, UTCDateTime

OWN_TYPES = (Id, UTCDateTime)


def _render_type(kind: str, thing: Any, _autogen: Any) -> str | bool:
    """Write our column types by name, so that a migration is the same for both databases."""
    if kind == "type" and isinstance(thing, OWN_TYPES):
        _autogen.imports.add("from logbook.core.models import Id, UTCDateTime")
        return f"{type(thing).__name__}()"
    return False


def _compare_type(_context: Any, _column: Any, _metadata_column: Any, _type: Any, metadata_type: Any) -> bool | None:
    """Our own types look different in each database; their names in the code are what counts."""
    return False if isinstance(metadata_type, OWN_TYPES) else None


@contextmanager
def _rebuilding(connection: Connection) -> Iterator[None]:
    """Let SQLite rebuild tables that rows refer to: it drops the old one, which a checked reference would forbid."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")  # has no effect inside a transaction
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _check_references(connection: Connection) -> None:
    """Raise RuntimeError, which undoes the migration, when it left a row that refers to nothing."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"rows refer to nothing: {broken[:5]}")


def run() -> None:
    """Run the migrations inside one transaction of the application's engine."""
    database = current_app.extensions["migrate"].db
    with database.engine.connect() as connection, _rebuilding(connection):
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_as_batch=True,
            transactional_ddl=True,  # true on SQLite too, since we send BEGIN ourselves
            render_item=_render_type,
            compare_type=_compare_type,
            **{
                key: value
                for key, value in current_app.extensions["migrate"].configure_args.items()
                if key not in {"render_as_batch", "compare_type", "render_item"}
            },
        )
        with context.begin_transaction():
            context.run_migrations()
            _check_references(connection)
        connection.commit()


run()
