"""The only commit, and how a transaction begins.

SQLite: a writing request begins with `BEGIN IMMEDIATE` and a reading one with `BEGIN`. With the driver's defaults,
concurrent read-then-write transactions lost half of the updates without an error.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import Connection, Engine, event

from logbook.extensions import db

writes: ContextVar[bool] = ContextVar("transaction_writes", default=True)

LONGEST_WAIT = 15_000
"""Milliseconds that a writer waits for the others on SQLite, whose queue is not fair: 5 s was too short for eight."""


@contextmanager
def transaction() -> Iterator[None]:
    """Commit what the block did, or nothing of it. A raised error rolls back and passes on."""
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


def let_go() -> None:
    """End what this request has read so far, so that it locks nothing while it waits for the phone or a picture."""
    db.session.rollback()


def prepare_engine(engine: Engine) -> None:
    """Give every connection of `engine` the settings that the promises rest on (durable, checked, no lost update)."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin_sqlite)


def _set_pragmas(connection: object, _record: object) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined]  # we send BEGIN ourselves
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={LONGEST_WAIT}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes.get() else "BEGIN")
