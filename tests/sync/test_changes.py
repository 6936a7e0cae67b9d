"""What a phone takes along, and that it misses nothing of what changes, whenever it asks."""

import time
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from logbook.core import clock
from logbook.core.events import Event
from logbook.core.ids import first_id, new_id
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import iso_week
from logbook.entries.services import erase_entry, withdraw_entry
from logbook.extensions import db
from tests.conftest import FRIDAY
from tests.databases import unguarded
from tests.entries.work import THIS_WEEK, TODAY, rate_own, submit
from tests.factories import WELDING, Cast
from tests.reviews.work import approve, week_of_work

from .phone import Phone

PhoneOf = Callable[[str], Phone]


def test_a_learners_phone_takes_everything_of_eight_weeks(cast: Cast, phone_of: PhoneOf) -> None:
    entries = week_of_work(cast, 2)
    approve(cast, entries, remarks=())
    submit(cast, date=TODAY - timedelta(days=3), placement_id=None)
    found = phone_of("learner").get("/changes")
    assert found["whole"] and {each["entry_id"] for each in found["entries"]} >= {str(each) for each in entries}
    assert found["entries"][0]["fields"]["ratings"] and found["entries"][0]["state"] == "approved"
    assert [(each["week"], each["state"]) for each in found["weeks"]] == [(iso_week(THIS_WEEK), "approved")]
    assert [each["name"] for each in found["placements"]] == ["Staalwerk Fictief nv"]
    assert found["sheets"][0]["sheet"] == WELDING and found["sheets"][0]["content"]["title"]


def test_it_names_the_pages_and_forms_to_keep_and_they_are_there(cast: Cast, phone_of: PhoneOf) -> None:
    phone = phone_of("learner")
    found = phone.get("/changes")
    assert found["pages"][0] == "/today" and f"/weeks/{iso_week(THIS_WEEK - 2)}" in found["pages"]
    assert found["forms"][0] == f"/entries/new?sheet={WELDING}" and len(found["forms"]) <= 12
    for path in [*found["pages"], *found["forms"]]:
        assert phone.client.get(path, follow_redirects=True).status_code == 200


def test_a_mentors_phone_takes_the_weeks_that_wait(cast: Cast, phone_of: PhoneOf) -> None:
    entries, phone = week_of_work(cast, 2), phone_of("mentor")
    found = phone.get("/changes")
    assert found["pages"] == ["/inbox", f"/placements/{cast.placement_id}/weeks/{iso_week(THIS_WEEK)}"]
    assert [each["learner"] for each in found["placements"]] == ["Lotte Proefpersoon"]
    assert {each["id"]: each["rev"] for each in found["weeks"][0]["entries"]} == {str(each): 1 for each in entries}
    assert all(phone.client.get(path).status_code == 200 for path in found["pages"])
    approve(cast, entries)
    after = phone.get(f"/changes?since={found['cursor']}")
    assert after["weeks"] == [] and after["cursor"] != found["cursor"]


def test_nobody_takes_along_what_is_another_learners(cast: Cast, phone_of: PhoneOf) -> None:
    entries = week_of_work(cast, 2)
    for name in ("other_learner", "other_mentor", "foreign_learner"):
        told = phone_of(name).get("/changes").response.get_data(as_text=True)
        assert "Lotte" not in told and not any(str(each) in told for each in entries)


def test_only_what_changed_is_sent_and_the_cursor_stands_still_when_nothing_does(cast: Cast, phone_of: PhoneOf) -> None:
    for seconds in (600, 300):
        _age(submit(cast).entry_id, seconds)
    phone = phone_of("learner")
    first = phone.get("/changes")
    later = submit(cast).entry_id
    second = phone.get(f"/changes?since={first['cursor']}")
    assert not second["whole"] and len(second["entries"]) == 2
    assert str(later) in {each["entry_id"] for each in second["entries"]}
    assert "content" not in second["sheets"][0] and second["cursor"] != first["cursor"]
    third = phone.get(f"/changes?since={second['cursor']}")
    assert third["cursor"] == second["cursor"]


def test_an_erased_entry_is_told(cast: Cast, phone_of: PhoneOf) -> None:
    entry_id, phone = submit(cast).entry_id, phone_of("learner")
    cursor = phone.get("/changes")["cursor"]
    with transaction():
        erase_entry(cast.actor("coordinator"), UUID(str(entry_id)), "request")
    assert phone.get(f"/changes?since={cursor}")["gone"] == [str(entry_id)]


def test_a_strange_or_old_cursor_brings_everything(cast: Cast, phone_of: PhoneOf) -> None:
    submit(cast)
    phone = phone_of("learner")
    old, coming = first_id(1_600_000_000_000).hex, first_id(4_000_000_000_000).hex
    for cursor in ("x", "-", "%00"[:0], old, coming, "f" * 32, "é"):
        found = phone.get(f"/changes?since={cursor}")
        assert found["whole"] and len(found["entries"]) == 1, cursor


def test_an_event_that_is_seen_late_is_news(cast: Cast, phone_of: PhoneOf) -> None:
    """Its transaction began before the one that was seen first, and ended after it."""
    phone, late = phone_of("learner"), submit(cast).entry_id
    with transaction(), unguarded(db.session):
        event = db.session.query(Event).filter_by(thing_id=str(late)).one()
        values = {column.name: getattr(event, column.name) for column in Event.__table__.columns}
        db.session.delete(event)
    submit(cast)
    cursor = phone.get("/changes")["cursor"]
    earlier = first_id(time.time_ns() // 1_000_000 - 90_000).int | new_id().int & (1 << 80) - 1
    with transaction():
        db.session.add(Event(**values | {"id": UUID(int=earlier)}))
    found = phone.get(f"/changes?since={cursor}")
    assert str(late) in {each["entry_id"] for each in found["entries"]} and found["cursor"] != cursor


def test_as_many_queries_for_much_as_for_little(
    cast: Cast, phone_of: PhoneOf, count_queries: Callable[[Callable[[], object]], list[str]]
) -> None:
    learner, mentor = phone_of("learner"), phone_of("mentor")
    week_of_work(cast, 1)
    for phone in (learner, mentor):
        phone.get("/changes")
    few = [len(count_queries(lambda phone=phone: phone.get("/changes"))) for phone in (learner, mentor)]  # type: ignore[misc]
    week_of_work(cast, 5)
    rate_own(cast, {"punctuality": "meets"})
    many = [len(count_queries(lambda phone=phone: phone.get("/changes"))) for phone in (learner, mentor)]  # type: ignore[misc]
    assert few == many and max(many) <= 12


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["new", "edit", "withdraw", "erase", "ask", "ask"]), max_size=12))
def test_a_phone_that_asks_now_and_then_knows_what_one_that_asks_at_the_end_does(
    clean: Flask, cast: Cast, phone_of: PhoneOf, steps: list[str]
) -> None:
    phone, known, cursor = phone_of("learner"), dict[str, object](), ""
    own: list[UUID] = []
    learner, coordinator = cast.actor("learner"), cast.actor("coordinator")

    def ask() -> None:
        nonlocal cursor
        found = phone.get(f"/changes?since={cursor}")
        cursor = found["cursor"]
        if found["whole"]:
            known.clear()
        known.update({each["entry_id"]: each for each in found["entries"]})
        for each in found["gone"]:
            known.pop(each, None)

    for step in steps:
        if step == "ask":
            ask()
        elif step == "new" or not own:
            own.append(UUID(str(submit(cast).entry_id)))
        elif step == "edit":
            submit(cast, own[-1], base_rev=1, stage="modelling")
        else:
            with transaction():
                if step == "withdraw":
                    withdraw_entry(learner, own[-1])
                else:
                    erase_entry(coordinator, own.pop(), "request")
    ask()
    assert known == {each["entry_id"]: each for each in phone.get("/changes")["entries"] if UUID(each["entry_id"])}
    with transaction(), clock.freeze(FRIDAY):
        for each in phone.get("/changes")["entries"]:
            erase_entry(coordinator, UUID(each["entry_id"]), "the next example begins anew")


def _age(entry_id: UUID | None, seconds: int) -> None:
    """Make the event of an entry older than what is looked at again."""
    with transaction(), unguarded(db.session):
        event = db.session.query(Event).filter_by(thing_id=str(entry_id)).one()
        event.id = UUID(int=first_id(time.time_ns() // 1_000_000 - seconds * 1000).int | 7)
