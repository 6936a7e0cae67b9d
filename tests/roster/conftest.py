"""A school that reads in files."""

from collections.abc import Callable, Iterable
from uuid import UUID

import pytest
from flask import Flask

from logbook.accounts.models import SchoolYear
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.roster.models import RosterImport
from logbook.roster.schemas import read_roster
from logbook.roster.services import agree_roster, apply_agreed, comparison_of, fingerprint, receive_roster
from tests.factories import Cast
from tests.roster.files import as_csv

Read = Callable[..., RosterImport]


@pytest.fixture
def read_in(cast: Cast) -> Read:
    """Return a function that reads in lines, agrees to what is shown, and lets the worker apply it."""

    def read(*lines: Iterable[str], content: bytes | None = None, ends: bool = False) -> RosterImport:
        kept = receive(cast, content or as_csv(*lines), ends=ends)
        with transaction():
            agree_roster(cast.actor("coordinator"), kept, shown(cast, kept))
        apply_agreed(str(kept))
        db.session.expire_all()
        return db.session.get_one(RosterImport, kept)

    return read


def receive(cast: Cast, content: bytes, *, ends: bool = False) -> UUID:
    """Keep a file; return the import's id."""
    year = db.session.query(SchoolYear).filter_by(school_id=cast.school.id).one()
    with transaction():
        return receive_roster(cast.actor("coordinator"), "list.csv", year.id, read_roster(content), ends=ends).id


def shown(cast: Cast, import_id: UUID) -> str:
    """Return what the preview names the changes that it shows."""
    kept = db.session.get_one(RosterImport, import_id)
    return fingerprint(comparison_of(cast.actor("coordinator"), kept))


def drain(app: Flask) -> None:
    """Do what the worker was asked, as it would."""
    queue = app.extensions["logbook_queue"]
    while task := queue.dequeue():
        queue.execute(task)
