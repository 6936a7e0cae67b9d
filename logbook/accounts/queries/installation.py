"""What this installation is."""

from flask import current_app
from sqlalchemy import select

from logbook.accounts.models import Installation
from logbook.extensions import db

_DEMO = "logbook_demo"


def is_demo() -> bool:
    """Return whether the database is marked as a demo. Read once for each process: the mark is set before serving."""
    if _DEMO not in current_app.extensions:
        current_app.extensions[_DEMO] = bool(db.session.scalar(select(Installation.demo)))
    return bool(current_app.extensions[_DEMO])
