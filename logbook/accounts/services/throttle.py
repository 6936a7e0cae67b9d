"""Ceilings: how often something may be tried within a while, counted in the database for all processes together."""

from datetime import timedelta
from typing import Any

from sqlalchemy import case, delete
from sqlalchemy.dialects import postgresql, sqlite

from logbook.accounts import queries
from logbook.accounts.models import Throttle
from logbook.core import clock
from logbook.extensions import db


def spend(key: str, limit: int, window: timedelta) -> bool:
    """Count one try of `key` and return whether it is within `limit` tries in `window`.

    A window begins with its first try. One statement: tries at the same moment all count, also across processes. Commit
    it before what is tried, or a refusal takes the count back. `key` is kept hashed: it may hold an address.
    """
    moment = clock.now()
    insert: Any = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    row = insert(Throttle).values(key=queries.keyed(f"throttle {key}"), ends_at=moment + window, spent=1)
    over = Throttle.ends_at <= moment
    again = {
        "ends_at": case((over, row.excluded.ends_at), else_=Throttle.ends_at),
        "spent": case((over, row.excluded.spent), else_=Throttle.spent + 1),
    }
    spent = db.session.scalar(row.on_conflict_do_update(index_elements=["key"], set_=again).returning(Throttle.spent))
    return bool(spent is not None and spent <= limit)


def forget_old_tries() -> None:
    """Drop the windows that are over."""
    db.session.execute(delete(Throttle).where(Throttle.ends_at <= clock.now()))
