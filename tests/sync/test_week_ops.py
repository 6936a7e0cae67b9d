"""A week that a phone sends: the learner's soft skills, the mentor's review, and what changed meanwhile."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from logbook.core import clock
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.weeks import iso_week
from logbook.entries.models import EntryState, Op, Week, WeekAssessment
from logbook.extensions import db
from logbook.reviews.models import Remark
from tests.conftest import FRIDAY
from tests.entries.work import THIS_WEEK, stored, submit
from tests.factories import Cast
from tests.reviews.work import week_of_work

from .phone import Phone, op, week_path

PhoneOf = Callable[[str], Phone]
OWN = {"values": {"punctuality": "meets"}}


def review(entry_ids: list[UUID], version: int = 1, **more: Any) -> dict[str, Any]:
    """Return the deed of agreeing with these entries as they are now."""
    entries = {str(each): {"rev": str(stored(each).current_rev), "verdict": "agree"} for each in entry_ids}
    return op("week.review", {"version": version, "entries": entries, "approve": True} | more)


def test_own_soft_skills_get_a_receipt_of_the_week(cast: Cast, phone_of: PhoneOf) -> None:
    op_id, phone = new_id(), phone_of("learner")
    answer = phone.send(week_path(cast), op("week.self_rate", OWN), op_id=op_id)
    week = db.session.query(Week).one()
    assert (answer["week_id"], answer["rev"], answer["verdict"]) == (str(week.id), week.version, "applied")
    assert phone.send(week_path(cast), op("week.self_rate", OWN), 200, op_id=op_id).json == answer.json
    assert db.session.query(WeekAssessment).one().values == OWN["values"]


def test_a_week_is_approved_once(cast: Cast, phone_of: PhoneOf) -> None:
    entries, phone, op_id = week_of_work(cast, 2), phone_of("mentor"), new_id()
    sent = review(entries, strong_points=[{"text": "Mooie lasnaad"}], soft_rest=True)
    answer = phone.send(week_path(cast), sent, op_id=op_id)
    assert (answer["rev"], answer["week_id"]) == (2, str(db.session.query(Week).one().id))
    assert {stored(each).state for each in entries} == {EntryState.APPROVED}
    assert phone.send(week_path(cast), sent, 200, op_id=op_id).json == answer.json
    assert db.session.query(Remark).count() == 1
    assert db.session.query(Event).filter_by(deed="approve_week").count() == 1


def test_a_week_that_moved_on_comes_back_with_what_it_is_now(cast: Cast, phone_of: PhoneOf) -> None:
    entries, phone, op_id = week_of_work(cast, 2), phone_of("mentor"), new_id()
    sent = review(entries)
    submit(cast, entries[0], base_rev=1)
    answer = phone.send(week_path(cast), sent, 409, op_id=op_id)
    assert answer.code == "stale"
    fresh = answer["fresh"]
    assert (fresh["version"], fresh["week"], fresh["state"]) == (1, iso_week(THIS_WEEK), "open")
    assert {each["id"]: each["rev"] for each in fresh["entries"]} == {str(entries[0]): 2, str(entries[1]): 1}
    assert {stored(each).state for each in entries} == {EntryState.SUBMITTED}
    assert db.session.query(Op).filter_by(id=op_id).count() == 0
    assert phone.send(week_path(cast), review(entries), op_id=op_id)["verdict"] == "applied"


def test_a_day_that_was_agreed_upon_may_have_passed_on_the_way(cast: Cast, phone_of: PhoneOf) -> None:
    agreed = [{"text": "Testlas tonen", "owner_role": "learner", "due_on": "2026-11-21"}]
    sent = review(week_of_work(cast, 1), commitments=agreed)
    with clock.freeze(FRIDAY + timedelta(days=5)):
        late = sent | {"client_time": "2026-11-25T10:00:00+01:00"}
        assert list(phone_of("mentor").send(week_path(cast), late, 422)["errors"]) == ["commitments.0.due_on"]
        phone_of("mentor").send(week_path(cast), sent)


def test_a_review_without_approval_is_no_deed(cast: Cast, phone_of: PhoneOf) -> None:
    answer = phone_of("mentor").send(week_path(cast), review(week_of_work(cast, 1), approve=False), 422)
    assert list(answer["errors"]) == ["approve"]


def test_what_is_missing_in_a_review_is_named_as_in_its_form(cast: Cast, phone_of: PhoneOf) -> None:
    entry = week_of_work(cast, 1)[0]
    sent = op("week.review", {"version": 1, "entries": {str(entry): {"rev": 1}}, "approve": True})
    assert list(phone_of("mentor").send(week_path(cast), sent, 422)["errors"]) == [f"entries.{entry}.verdict"]


def test_whose_week_it_is_not(cast: Cast, phone_of: PhoneOf) -> None:
    sent = review(week_of_work(cast, 1))
    assert phone_of("other_mentor").send(week_path(cast), sent, 404).code == "not_found"
    assert phone_of("other_learner").send(week_path(cast), op("week.self_rate", OWN), 404).code == "not_found"
    assert phone_of("learner").send(week_path(cast), sent, 403).code == "not_permitted"
    assert phone_of("mentor").send(week_path(cast), op("week.self_rate", OWN), 403).code == "not_permitted"
    phone_of("mentor").send(f"/weeks/{cast.placement_id}/2026-W99", sent, 404)
