"""The demo school: made once, the same each time, marked, and never made over other data."""

import hashlib

import pytest
from flask import Flask
from sqlalchemy import func, select

from logbook.accounts.models import Installation, Person
from logbook.core.events import Event
from logbook.core.unit_of_work import transaction
from logbook.demo.services import NotEmpty, Outcome, make_demo
from logbook.entries.models import EntryRevision
from logbook.extensions import db
from tests.conftest import empty
from tests.factories import make_person


@pytest.fixture
def demo(clean: Flask) -> Flask:
    """Return the application on a database with the demo school."""
    assert make_demo(lambda _done, _of: None) is Outcome.MADE
    return clean


def count(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def prints() -> str:
    """Return a fingerprint of who is there and what they did."""
    people = db.session.execute(select(Person.id, Person.handle, Person.email).order_by(Person.id)).all()
    words = db.session.execute(
        select(EntryRevision.entry_id, EntryRevision.payload).order_by(EntryRevision.entry_id, EntryRevision.rev)
    ).all()
    events = db.session.execute(select(Event.id, Event.at, Event.deed).where(Event.person_id.is_not(None))).all()
    return hashlib.sha256(repr((people, words, sorted(map(repr, events)))).encode()).hexdigest()


def test_is_the_same_each_time(demo: Flask) -> None:
    once = prints()
    empty()
    make_demo(lambda _done, _of: None)
    assert prints() == once


def test_a_second_run_keeps_the_data(demo: Flask) -> None:
    with transaction():
        make_person("Later")
    people = count(Person)
    assert make_demo(lambda _done, _of: None) is Outcome.KEPT
    assert count(Person) == people


def test_refuses_a_database_with_other_data(clean: Flask) -> None:
    with transaction():
        make_person("Echt")
    with pytest.raises(NotEmpty):
        make_demo(lambda _done, _of: None)
    assert (count(Person), count(Installation)) == (1, 0)


def test_tells_its_progress_up_to_the_end(clean: Flask) -> None:
    seen: list[float] = []
    make_demo(lambda done, of: seen.append(done / of))
    assert seen == sorted(seen)
    assert seen[-1] == 1


def test_the_cast_signs_in_only_on_a_demo_and_this_machine(demo: Flask) -> None:
    client = demo.test_client()
    assert client.get("/sign-in/demo").status_code == 200
    assert client.get("/sign-in/demo", headers={"Host": "logbook.example.org"}).status_code == 421


def test_without_a_demo_the_cast_has_no_page(clean: Flask) -> None:
    assert clean.test_client().get("/sign-in/demo").status_code == 404
