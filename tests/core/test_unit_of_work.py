"""All or nothing, and no lost update between writers at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from logbook.accounts.models import School
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.factories import make_school


def test_a_failure_leaves_nothing(clean) -> None:
    with pytest.raises(RuntimeError), transaction():
        make_school("Half")
        raise RuntimeError
    assert db.session.scalars(select(School)).all() == []


def test_writers_at_the_same_time_lose_no_update(clean) -> None:
    """Read, then write what was read plus one: the case in which default settings lost half."""
    with transaction():
        school_id = make_school("Teller", late_entry_days=0).id

    def add_ten(_: int) -> None:
        for _turn in range(10):
            with clean.app_context(), transaction():
                school = db.session.scalar(select(School).where(School.id == school_id).with_for_update())
                school.late_entry_days += 1

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add_ten, range(4)))
    db.session.expire_all()
    assert db.session.get_one(School, school_id).late_entry_days == 40


def test_the_embedded_database_is_durable_and_checks_references(clean) -> None:
    if db.engine.dialect.name != "sqlite":
        asked = "SELECT source FROM pg_settings WHERE name = 'synchronous_commit'"
        told = db.session.connection().exec_driver_sql(asked).scalar()
        assert told == "database", "the application leaves it to the database"
        return
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 15000}
    connection = db.session.connection()
    assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted} == wanted
