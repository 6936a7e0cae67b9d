"""What goes wrong beside the line: workers are killed, the database fails; and people work at school meanwhile."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from random import Random

from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from logbook.core.actor import Actor
from logbook.core.errors import LogbookError
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Entry, EntryRevision, EntryState
from logbook.entries.services import take_up_revision
from logbook.extensions import db
from logbook.reviews.services import reopen_entry
from tests.faults.history import History
from tests.faults.reading import reading
from tests.faults.records import content_of
from tests.faults.school import School, actor_of
from tests.faults.server import NAME

LOCK_HELD = 2.0  # seconds, longer than the server waits
LOOKED_AT = 60
END_ONE = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE application_name = :name AND datname = current_database() ORDER BY random() LIMIT 1"
)


def fail_database(app: Flask) -> bool:
    """Hold SQLite's lock for longer than the server waits, or end one of its PostgreSQL connections."""
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            return _hold_lock(str(db.engine.url.database))
        with db.engine.begin() as connection:
            return bool(connection.scalar(END_ONE, {"name": NAME}))


def _hold_lock(path: str) -> bool:
    holder = sqlite3.connect(path, isolation_level=None, timeout=10)
    try:
        holder.execute("BEGIN IMMEDIATE")
        time.sleep(LOCK_HELD)
        holder.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return False
    finally:
        holder.close()
    return True


class Bystanders:
    """People at the school's computers: they reopen days, take late additions up, and look at what was approved."""

    def __init__(self, school: School, history: History, dice: Random) -> None:
        self.school, self.history, self.dice = school, history, dice

    def look(self, days: int = LOOKED_AT) -> None:
        """Note what shows as approved now, of some days."""
        approved = (EntryRevision.entry_id == Entry.id) & (EntryRevision.rev == Entry.approved_rev)
        query = select(Entry.id, EntryRevision.rev, EntryRevision.payload).join(EntryRevision, approved)
        query = query.order_by(func.random()).limit(days)
        with reading(self.school.app):
            for entry_id, rev, payload in db.session.execute(query):
                self.history.looked(entry_id, rev, content_of(payload))

    def reopen(self) -> None:
        """Take the approval of a day back."""
        self._decide(lambda entry: reopen_entry(self._mentor(), entry.id, "Kijk nog eens na."))

    def take_up(self) -> None:
        """Let what came after an approval count."""
        self._decide(lambda entry: take_up_revision(self._mentor(), entry.id, entry.rev))

    def _mentor(self) -> Actor:
        return actor_of(self.school.mentor)

    def _decide(self, deed: Callable[[Entry], object]) -> None:
        """Do something with some day that is approved; it may be too late for it."""
        with self.school.app.app_context(), suppress(LogbookError, OperationalError), transaction():
            found = db.session.scalars(select(Entry).where(Entry.state == EntryState.APPROVED)).all()
            if found:
                deed(self.dice.choice(found))
