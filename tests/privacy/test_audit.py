"""The chain over the events: nothing is changed, removed or left out without being named."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import insert, text
from sqlalchemy.exc import DatabaseError

from logbook.core import clock
from logbook.core.events import Event, append_event
from logbook.core.ids import first_id, new_id
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.privacy.models import INSTALLATION, EventSeal
from logbook.privacy.policy.chain import digest, link
from logbook.privacy.services.check_audit import check_audit
from logbook.privacy.services.drop_events import drop_events
from logbook.privacy.services.seal_events import seal_events
from tests.conftest import FRIDAY
from tests.databases import unguarded
from tests.factories import Cast


def quiet(_done: int, _of: int) -> None:
    """Show nothing."""


def problems(*noted: str) -> list[str]:
    return [finding.problem for finding in check_audit(quiet, noted).findings]


def happen(cast: Cast, times: int, **said: Any) -> list[UUID]:
    """Let the coordinator do something a number of times; return the events' ids."""
    with transaction():
        for _ in range(times):
            append_event(cast.actor("coordinator"), "try", "person", new_id(), **said)
    return ids(Event.deed == "try")


def ids(which: Any) -> list[UUID]:
    found = list(db.session.scalars(db.select(Event.id).where(which).order_by(Event.id)))
    db.session.rollback()
    return found


def tamper(statement: str, **values: Any) -> None:
    """Do what somebody with the database in his hands can."""
    bound = {name: value.bytes if isinstance(value, UUID) and sqlite() else value for name, value in values.items()}
    with transaction(), unguarded(db.session):
        db.session.execute(text(statement), bound)


def sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


@pytest.fixture
def sealed(cast: Cast) -> list[UUID]:
    """Return the ids of ten sealed events of the cast's school."""
    events = happen(cast, 10, new="open")
    seal_events()
    return events


def test_a_sealed_record_checks(sealed: list[UUID], cast: Cast) -> None:
    report = check_audit(quiet)
    assert (report.findings, report.seals) == ([], 10 + report.heads[INSTALLATION][0])
    assert report.heads[cast.school.id][0] == 10
    assert seal_events() == 0, "what is sealed is sealed once"


def test_each_school_has_a_chain_and_commands_have_one(cast: Cast) -> None:
    with transaction():
        append_event(cast.actor("coordinator"), "try", "person", new_id())
        append_event(cast.actor("outsider"), "try", "person", new_id())
        append_event(None, "try", "person", new_id())
    seal_events()
    ends = {chain: end[0] for chain, end in check_audit(quiet).heads.items()}
    assert ends == {cast.school.id: 1, cast.other_school.id: 1, INSTALLATION: len(ids(Event.school_id.is_(None)))}


def test_more_than_one_batch_is_one_chain(cast: Cast) -> None:
    happen(cast, 1203)
    assert seal_events() >= 1203
    assert check_audit(quiet).heads[cast.school.id][0] == 1203
    assert problems() == []


@pytest.mark.parametrize("age", [timedelta(minutes=3), timedelta(hours=20)])
def test_an_event_that_commits_late_is_sealed(sealed: list[UUID], cast: Cast, age: timedelta) -> None:
    """Its id is older than those that have a seal: a slow transaction."""
    earlier = _event_made(cast, age)
    assert seal_events() == 1
    assert db.session.query(EventSeal).filter_by(event_id=earlier).one().sequence == 11
    assert problems() == []


def test_an_event_that_commits_very_late_is_found_at_night(sealed: list[UUID], cast: Cast) -> None:
    _event_made(cast, timedelta(days=40))
    assert seal_events() == 0
    assert seal_events(everything=True) == 1


def _event_made(cast: Cast, age: timedelta) -> UUID:
    made = first_id((db.session.query(EventSeal).first().event_id.int >> 80) - round(age.total_seconds() * 1000))
    with transaction():
        moment = clock.now() - age
        db.session.execute(
            insert(Event).values(
                id=made, at=moment, school_id=cast.school.id, deed="try", thing="person", thing_id=str(new_id())
            )
        )
    return made


def test_an_event_that_stays_unsealed_is_named(cast: Cast) -> None:
    seal_events()
    event = happen(cast, 1)[0]
    assert problems() == [], "the worker has a while"
    with clock.freeze(FRIDAY + timedelta(hours=3)):
        assert problems() == [f"event {event} has no seal; is the worker running?"]


CHANGES = {
    "person_id": "UPDATE event SET person_id = learner_id WHERE id = :id",
    "deed": "UPDATE event SET deed = 'approve' WHERE id = :id",
    "new": "UPDATE event SET new = 'ended' WHERE id = :id",
    "nothing": "UPDATE event SET new = NULL WHERE id = :id",
    "rev": "UPDATE event SET rev = 4 WHERE id = :id",
    "school_id": "UPDATE event SET school_id = NULL WHERE id = :id",
}


@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_event_is_named(sealed: list[UUID], column: str) -> None:
    tamper(CHANGES[column], id=sealed[4])
    assert problems() == [f"event {sealed[4]} was changed"]


def test_a_changed_moment_is_named(sealed: list[UUID]) -> None:
    tamper("UPDATE event SET at = :at WHERE id = :id", id=sealed[0], at="2026-11-20 14:31:00.000000")
    assert problems() == [f"event {sealed[0]} was changed"]


def test_a_removed_event_is_named(sealed: list[UUID]) -> None:
    tamper("DELETE FROM event WHERE id = :id", id=sealed[9])
    assert problems() == [f"event {sealed[9]} was removed"]


def test_an_event_put_in_between_is_named(sealed: list[UUID], cast: Cast) -> None:
    """A seal of one's own making needs all seals after it made anew."""
    made = _event_made(cast, timedelta(minutes=1))
    tamper("UPDATE event_seal SET event_id = :new WHERE event_id = :id", id=sealed[3], new=made)
    assert f"event {made} was changed" in problems()


def test_a_removed_seal_is_named(sealed: list[UUID]) -> None:
    tamper("DELETE FROM event_seal WHERE event_id = :id", id=sealed[5])
    assert problems() == ["seals 6 to 6 are missing"]


@pytest.mark.parametrize("column", ["digest", "chain"])
def test_a_changed_seal_is_named(sealed: list[UUID], column: str) -> None:
    tamper(f"UPDATE event_seal SET {column} = :other WHERE event_id = :id", id=sealed[5], other="f" * 64)  # noqa: S608
    assert "the seal was changed" in problems()


def test_seals_that_changed_places_are_named(sealed: list[UUID]) -> None:
    for number, place in ((3, 99), (4, 3), (99, 4)):
        tamper("UPDATE event_seal SET sequence = :place WHERE sequence = :number", number=number, place=place)
    assert "the seal was changed" in problems()


def test_a_record_made_anew_from_the_middle_needs_every_later_seal(sealed: list[UUID]) -> None:
    """Who changes an event and its seal leaves the next seal wrong."""
    tamper("UPDATE event SET deed = 'other' WHERE id = :id", id=sealed[4])
    with transaction(), unguarded(db.session):
        seal = db.session.query(EventSeal).filter_by(event_id=sealed[4]).one()
        before = db.session.query(EventSeal).filter_by(chain_id=seal.chain_id, sequence=4).one()
        seal.digest = digest(seal.salt, db.session.get_one(Event, sealed[4]))
        seal.chain = link(before.chain, seal.sequence, seal.digest)
    assert problems() == ["the seal was changed"]


def test_a_chain_that_lost_its_end_is_named_by_the_hash_that_was_noted(sealed: list[UUID], cast: Cast) -> None:
    noted = check_audit(quiet).heads[cast.school.id][1]
    happen(cast, 3)
    seal_events()
    assert problems(noted) == []
    for event in sealed[8:]:
        tamper("DELETE FROM event_seal WHERE event_id = :id", id=event)
        tamper("DELETE FROM event WHERE id = :id", id=event)
    tamper("DELETE FROM event_seal WHERE sequence > 10")
    assert problems() == [], "the chain alone cannot know how long it was"
    assert problems(noted) == [f"no chain has the noted hash {noted}"]


REFUSED = (
    "UPDATE event SET deed = 'other'",
    "UPDATE event SET person_id = NULL",
    "DELETE FROM event",
    "DELETE FROM event_seal",
    "UPDATE event_seal SET digest = 'x'",
    "UPDATE event_seal SET chain = 'x'",
    "UPDATE event_seal SET sequence = sequence + 100",
    "UPDATE event_seal SET salt = NULL",
)


@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_itself_refuses_changes(sealed: list[UUID], statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction():
        db.session.execute(text(statement))
    assert problems() == []


def test_dropped_events_are_gone_and_the_chain_still_checks(sealed: list[UUID], cast: Cast) -> None:
    assert drop_events(None, cast.school.id, Event.id.in_(sealed[2:5]), "retention") == 3
    assert ids(Event.deed == "try") == sealed[:2] + sealed[5:]
    assert db.session.query(EventSeal).filter(EventSeal.salt.is_(None)).count() == 3
    seal_events()
    assert problems() == []


def test_another_schools_events_are_not_dropped(sealed: list[UUID], cast: Cast) -> None:
    assert drop_events(None, cast.other_school.id, Event.deed == "try", "retention") == 0
    assert ids(Event.deed == "try") == sealed


def test_a_drop_that_tells_of_fewer_events_is_named(sealed: list[UUID], cast: Cast) -> None:
    """Who empties more seals under the name of an honest drop is found by its number."""
    drop_events(None, cast.school.id, Event.id == sealed[0], "retention")
    seal_events()
    tamper(
        "UPDATE event_seal SET salt = NULL, drop_id = (SELECT id FROM event_drop) WHERE event_id = :id", id=sealed[1]
    )
    tamper("DELETE FROM event WHERE id = :id", id=sealed[1])
    assert any("emptied 2 seals and tells of 1" in problem for problem in problems())


def test_an_unexplained_drop_is_named(sealed: list[UUID]) -> None:
    tamper("UPDATE event_seal SET salt = NULL WHERE event_id = :id", id=sealed[1])
    tamper("DELETE FROM event WHERE id = :id", id=sealed[1])
    assert problems() == [f"event {sealed[1]} was dropped without a ground"]


def test_what_was_dropped_does_not_come_back(sealed: list[UUID], cast: Cast) -> None:
    drop_events(None, cast.school.id, Event.id == sealed[0], "retention")
    seal_events()
    with transaction():
        db.session.add(Event(id=sealed[0], at=clock.now(), school_id=cast.school.id, deed="x", thing="y", thing_id="z"))
    assert problems() == [f"event {sealed[0]} is there although it was dropped"]


def test_saving_asks_nothing_of_the_chain(cast: Cast, count_queries: Callable[..., list[str]]) -> None:
    statements = count_queries(lambda: happen(cast, 1))
    assert not [each for each in statements if "event_seal" in each]


def test_the_guards_stand_after_every_migration(clean: Flask) -> None:
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if not sqlite():
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    guards = {"event_no_update", "event_no_delete", "event_seal_no_update", "event_seal_no_delete"}
    assert guards <= set(db.session.scalars(text(query)))
