"""Servers that are wrong in one way each, behind switches: what the checker has to catch."""

import re
import time
from importlib import import_module
from typing import Any

from flask import request
from sqlalchemy import Connection, Engine, event

from logbook.core import unit_of_work
from logbook.core.errors import InvalidTransition
from logbook.entries.models import Entry, EntryState, Verdict
from logbook.extensions import db
from logbook.sync.views import receive as receiving
from tests.faults.switches import Switches

submitting: Any = import_module("logbook.entries.services.submit_entry")  # the package's name of it is the function
SLOW, READ_THEN_WRITE = "slow", "read_then_write"
NO_SHA_CHECK, TWO_TRANSACTIONS, REFUSES = "no_sha_check", "two_transactions", "refuses_by_state"
THINKING = 0.03  # seconds between what a slow server read and what it writes
WRITES = ("INSERT", "UPDATE", "DELETE")
LOCK = re.compile(" FOR (NO KEY )?UPDATE")
DECIDING = ("INSERT INTO op ", "UPDATE entry ")


def before_the_app(switches: Switches) -> None:
    """Put the mutants of functions in place."""
    _begin_without_lock(switches)
    _split_the_transaction(switches)
    _refuse_by_state(switches)
    _trust_the_sha(switches)


def _trust_the_sha(switches: Switches) -> None:
    sha256 = receiving.sha256

    def believe(body: bytes) -> str:
        return request.headers["X-Content-SHA256"] if switches.on(NO_SHA_CHECK) else sha256(body)

    receiving.sha256 = believe  # type: ignore[attr-defined]


def _begin_without_lock(switches: Switches) -> None:
    begin = unit_of_work._begin_sqlite

    def begin_late(connection: Connection) -> None:
        if not switches.on(READ_THEN_WRITE):
            begin(connection)

    unit_of_work._begin_sqlite = begin_late


def _split_the_transaction(switches: Switches) -> None:
    record = submitting.record_op

    def record_alone(*args: Any) -> None:
        record(*args)
        if switches.on(TWO_TRANSACTIONS):
            db.session.commit()

    submitting.record_op = record_alone


def _refuse_by_state(switches: Switches) -> None:
    file = submitting._verdict

    def refuse(entry: Entry | None, base_rev: int, *, placed: bool) -> Verdict:
        if entry and entry.state == EntryState.APPROVED and switches.on(REFUSES):
            raise InvalidTransition
        return file(entry, base_rev, placed=placed)

    submitting._verdict = refuse


def in_the_engine(engine: Engine, switches: Switches) -> None:
    """Put the mutants of transactions in place: no lock is taken before something is written."""

    def statement(connection: Connection, _cursor: Any, sql: str, values: Any, _context: Any, _many: bool) -> Any:
        writes = sql.startswith(WRITES)
        if sql.startswith(DECIDING) and switches.on(SLOW):
            time.sleep(THINKING)
        if switches.on(READ_THEN_WRITE):
            if writes and engine.dialect.name == "sqlite":
                _begin_as_the_driver_does(connection)
            sql = LOCK.sub("", sql)
        return sql, values

    event.listen(engine, "before_cursor_execute", statement, retval=True)


def _begin_as_the_driver_does(connection: Connection) -> None:
    driver: Any = connection.connection.dbapi_connection
    if not driver.in_transaction:
        driver.execute("BEGIN")
