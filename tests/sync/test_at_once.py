"""The same deed, or two deeds, at the same moment: each in a thread with a connection of its own."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier

from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.entries.models import Entry, EntryRevision, Op
from logbook.extensions import db
from logbook.reviews.models import Remark
from tests.access.things import make_things
from tests.entries.work import stored
from tests.factories import Cast
from tests.reviews.work import week_of_work

from .phone import Answer, Phone, day, op, week_path

PhoneOf = Callable[[str], Phone]
AT_ONCE = 4


def at_once(phones: list[Phone], paths: list[str], sent: list[dict[str, object]]) -> list[Answer]:
    """Let each phone send its deed, all starting together."""
    barrier = Barrier(len(phones))
    db.session.rollback()

    def send(phone: Phone, path: str, body: dict[str, object]) -> Answer:
        with phone.app.app_context():
            barrier.wait()
            try:
                return phone.put_bytes(path, json.dumps(body).encode())
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(phones)) as threads:
        jobs = zip(phones, paths, sent, strict=True)
        return [each.result() for each in [threads.submit(copy_context().run, send, *job) for job in jobs]]


def test_a_deed_that_is_sent_by_every_tab_is_one(cast: Cast, phone_of: PhoneOf) -> None:
    phones, path = [phone_of("learner") for _ in range(AT_ONCE)], f"/entries/{new_id()}/ops/{new_id()}"
    answers = at_once(phones, [path] * AT_ONCE, [day(cast)] * AT_ONCE)
    assert {each.status for each in answers} <= {200, 201}
    assert all(each.json == answers[0].json for each in answers)
    assert [db.session.query(each).count() for each in (Entry, EntryRevision, Op)] == [1, 1, 1]


def test_edits_of_several_devices_are_all_kept(cast: Cast, phone_of: PhoneOf) -> None:
    phones, entry_id = [phone_of("learner") for _ in range(AT_ONCE)], new_id()
    phones[0].send(f"/entries/{entry_id}", day(cast))
    paths = [f"/entries/{entry_id}/ops/{new_id()}" for _ in phones]
    answers = at_once(phones, paths, [day(cast, base_rev=1)] * AT_ONCE)
    assert sorted(each["rev"] for each in answers) == [2, 3, 4, 5]
    assert sorted(each["verdict"] for each in answers) == ["applied"] + ["kept_as_conflict"] * 3


def test_a_review_that_is_sent_twice_is_one(cast: Cast, phone_of: PhoneOf) -> None:
    entries = week_of_work(cast, 2)
    agreed = {str(each): {"rev": stored(each).current_rev, "verdict": "agree"} for each in entries}
    words = {"version": 1, "entries": agreed, "approve": True, "work_points": [{"text": "Nog oefenen"}]}
    phones, path = [phone_of("mentor") for _ in range(AT_ONCE)], f"{week_path(cast)}/ops/{new_id()}"
    answers = at_once(phones, [path] * AT_ONCE, [op("week.review", words)] * AT_ONCE)
    assert {each.status for each in answers} <= {200, 201}
    assert all(each.json == answers[0].json for each in answers)
    assert db.session.query(Remark).count() == db.session.query(Event).filter_by(deed="approve_week").count() == 1


def test_an_edit_against_an_approval_is_either_before_or_after_it(cast: Cast, phone_of: PhoneOf) -> None:
    entry_id = week_of_work(cast, 1)[0]
    agreed = {str(entry_id): {"rev": 1, "verdict": "agree"}}
    paths = [f"/entries/{entry_id}/ops/{new_id()}", f"{week_path(cast)}/ops/{new_id()}"]
    review = op("week.review", {"version": 1, "entries": agreed, "approve": True})
    edit, approval = at_once([phone_of("learner"), phone_of("mentor")], paths, [day(cast, base_rev=1), review])
    outcome = (edit["verdict"], approval.status)
    assert outcome in {("applied", 409), ("late_addition", 201)}
    assert (stored(entry_id).approved_rev == 1) == (approval.status == 201)


def test_a_commitment_that_two_people_tick_is_ticked_once(cast: Cast, phone_of: PhoneOf) -> None:
    commitment = make_things(cast)["own"].address["commitment"]["commitment_id"]
    paths = [f"/commitments/{commitment}/ops/{new_id()}" for _ in range(2)]
    sent = op("commitment.close", {"deed": "done"})
    answers = at_once([phone_of("learner"), phone_of("mentor")], paths, [sent, sent])
    assert [each.status for each in answers] == [201, 201]
    assert db.session.query(Event).filter_by(deed="close_commitment").count() == 1
