"""A visit that a teacher's phone sends: one report however often it comes, and the pages that go along."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from logbook.core import clock
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.models import RejectedOp, Round
from logbook.extensions import db
from logbook.reviews.models import Commitment
from logbook.training.models import ClassMember
from logbook.visits.models import VisitReport
from tests.conftest import FRIDAY
from tests.factories import WELDING, Cast
from tests.sync.phone import Phone, op
from tests.sync.test_at_once import at_once

from .work import TODAY, held, planned, stored

PhoneOf = Callable[[str], Phone]


@pytest.fixture
def phone_of(cast: Cast, client_for) -> PhoneOf:
    """Return a function that gives the phone of a member of the cast."""
    return lambda name: Phone(client_for(getattr(cast, name)), getattr(cast, name))


def sent(**changes: object) -> dict[str, object]:
    """Return the deed of a report."""
    words = {
        "date": TODAY.isoformat(),
        "present": ["learner", "mentor"],
        "text": "Op de vloer besproken",
        "strong_points": {"chosen": ["Werkt netjes"]},
        "commitments": {"new": {"text": "Testlas tonen", "owner_role": "learner", "due_on": "2026-11-21"}},
        "stages": {WELDING: "coaching"},
        "ratings": {WELDING: {"crack_free": "reached"}},
    }
    return op("visit.report", words | changes)


def test_a_report_arrives_once(cast: Cast, phone_of: PhoneOf) -> None:
    visit_id, op_id, phone = planned(cast, day=TODAY), new_id(), phone_of("teacher")
    answer = phone.send(f"/visits/{visit_id}", sent(), op_id=op_id)
    assert (answer["visit_id"], answer["verdict"], answer["rev"]) == (str(visit_id), "applied", 2)
    assert phone.send(f"/visits/{visit_id}", sent(), 200, op_id=op_id).json == answer.json
    counts = [db.session.query(each).count() for each in (VisitReport, Round, Commitment)]
    assert counts == [1, 1, 1] and stored(visit_id).state == "held"
    assert phone.post("/ops/status", {"op_ids": [str(op_id)]})["ops"][str(op_id)]["visit_id"] == str(visit_id)


def test_it_may_be_long_on_its_way(cast: Cast, phone_of: PhoneOf) -> None:
    visit_id = planned(cast, day=TODAY)
    with clock.freeze(FRIDAY + timedelta(days=5)):
        phone_of("teacher").send(f"/visits/{visit_id}", sent())
    assert stored(visit_id).date == TODAY


def test_another_report_of_the_same_visit_waits_for_the_person(cast: Cast, phone_of: PhoneOf) -> None:
    visit_id = held(cast, text="Al geschreven")
    assert phone_of("counsellor").send(f"/visits/{visit_id}", sent(), 409).code == "wrong_state"
    assert db.session.query(VisitReport).one().text == "Al geschreven"


def test_what_is_wrong_is_kept_and_named_as_in_the_form(cast: Cast, phone_of: PhoneOf) -> None:
    visit_id = planned(cast, day=TODAY)
    answer = phone_of("teacher").send(f"/visits/{visit_id}", sent(date="2026-11-23"), 422)
    assert list(answer["errors"]) == ["date"]
    wrong = sent(ratings={WELDING: {"crack_free": "misschien"}})
    answer = phone_of("teacher").send(f"/visits/{visit_id}", wrong, 422)
    assert list(answer["errors"]) == [f"ratings.{WELDING}.crack_free"]
    phone_of("teacher").send(f"/visits/{visit_id}", sent(presence=1), 422)
    assert db.session.query(RejectedOp).count() == 3
    assert stored(visit_id).state == "planned" and db.session.query(Round).count() == 0


@pytest.mark.parametrize("who", ["learner", "mentor", "other_teacher", "outsider"])
def test_whose_visit_it_is_not(cast: Cast, phone_of: PhoneOf, who: str) -> None:
    assert phone_of(who).send(f"/visits/{planned(cast, day=TODAY)}", sent(), 404).code == "not_found"


def test_who_teaches_the_class_no_more(cast: Cast, phone_of: PhoneOf) -> None:
    visit_id, phone = planned(cast, day=TODAY), phone_of("teacher")
    with transaction():
        mine = db.session.query(ClassMember).filter_by(person_id=cast.teacher.id).one()
        mine.until_date = TODAY - timedelta(days=1)
    phone.send(f"/visits/{visit_id}", sent(), 404)
    assert phone.get("/changes")["pages"] == []


def test_the_phone_takes_the_visits_of_two_weeks_along(cast: Cast, phone_of: PhoneOf, count_queries) -> None:
    phone = phone_of("teacher")
    assert phone.get("/changes")["pages"] == []
    soon, late = planned(cast), planned(cast, day=TODAY + timedelta(days=15))
    held(cast)
    answer = phone.get("/changes")
    assert answer["pages"] == ["/visits", f"/visits/{soon}"] and str(late) not in str(answer.json)
    assert answer["visits"][0]["learner"] == "Lotte Proefpersoon"
    few = len(count_queries(lambda: phone.get("/changes")))
    for _ in range(5):
        planned(cast)
    assert len(count_queries(lambda: phone.get("/changes"))) == few <= 6


def test_other_calls_are_not_for_teachers(cast: Cast, phone_of: PhoneOf) -> None:
    week = f"/weeks/{cast.placement_id}/2026-W47"
    phone_of("teacher").send(week, op("week.review", {"version": 1, "approve": True}), 404)


def test_a_report_that_every_tab_sends_is_one(cast: Cast, phone_of: PhoneOf) -> None:
    path = f"/visits/{planned(cast, day=TODAY)}/ops/{new_id()}"
    answers = at_once([phone_of("teacher") for _ in range(3)], [path] * 3, [sent()] * 3)
    assert {each.status for each in answers} <= {200, 201}
    assert all(each.json == answers[0].json for each in answers)
    assert [db.session.query(each).count() for each in (VisitReport, Round, Commitment)] == [1, 1, 1]


def test_of_two_reports_at_the_same_moment_one_stays(cast: Cast, phone_of: PhoneOf) -> None:
    visit_id = planned(cast, day=TODAY)
    paths = [f"/visits/{visit_id}/ops/{new_id()}" for _ in range(2)]
    answers = at_once([phone_of("teacher"), phone_of("counsellor")], paths, [sent(), sent()])
    assert sorted(each.status for each in answers) == [201, 409]
    assert db.session.query(VisitReport).count() == db.session.query(Commitment).count() == 1
