"""Looking into the database beside the server, without standing in its way."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from logbook.core.unit_of_work import writes
from logbook.extensions import db


@contextmanager
def reading(app: Flask) -> Iterator[None]:
    """Let the block read; it locks nothing."""
    with app.app_context():
        token = writes.set(False)
        try:
            yield
        finally:
            db.session.rollback()
            writes.reset(token)
