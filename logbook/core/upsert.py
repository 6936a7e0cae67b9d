"""Insert, overwrite or leave alone in one statement, on both databases."""

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite

from logbook.extensions import db

from .models import Model


def upsert(model: type[Model], values: dict[str, Any]) -> None:
    """Write the row with the primary key in `values`, whether it is there or not.

    Two writers at once are no conflict: the later one stays. Objects of the row that the session holds are not told.
    """
    key = [column.name for column in inspect(model).primary_key]
    rest = {name: value for name, value in values.items() if name not in key}
    db.session.execute(_insert()(model).values(values).on_conflict_do_update(index_elements=key, set_=rest))


def insert_new(model: type[Model], values: dict[str, Any]) -> bool:
    """Write the row unless there is one with its primary key; return whether it was written.

    Two writers at once are no conflict: one of them gets False. The row itself tells, since PostgreSQL's driver counts
    no rows here.
    """
    key = inspect(model).primary_key[0]
    done = db.session.execute(_insert()(model).values(values).on_conflict_do_nothing().returning(key))
    return done.first() is not None


def _insert() -> Any:
    return postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
