"""A backup of what people did, taken and put back while the server runs: rows and files."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import Table

from logbook.accounts.services import begin_epoch
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.media.services import storage
from tests.faults.reading import reading
from tests.faults.school import WORK, forget_work


@dataclass(frozen=True)
class Backup:
    """The rows of each table, and the names of the files."""

    rows: dict[str, list[dict[str, Any]]]
    files: set[str]


def _tables() -> list[Table]:
    return [table for table in db.metadata.sorted_tables if table.name in WORK]


def take(app: Flask) -> Backup:
    """Return a backup of now."""
    with reading(app):
        rows = {table.name: [dict(row) for row in db.session.execute(table.select()).mappings()] for table in _tables()}
        return Backup(rows, {name for name, _moment in storage().names()})


def restore(app: Flask, backup: Backup) -> None:
    """Put a backup back: what came after it is gone, and the server begins another life."""
    forget_work(app)
    with app.app_context(), transaction():
        for table in _tables():
            if backup.rows[table.name]:
                db.session.execute(table.insert(), backup.rows[table.name])
        begin_epoch()
        for name, _moment in list(storage().names()):
            if name not in backup.files:
                storage().delete(name)
