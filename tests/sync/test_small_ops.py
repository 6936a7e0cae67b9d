"""Deeds of one tap from a phone: what a day was, what became of what was agreed."""

from collections.abc import Callable

import pytest

from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.extensions import db
from logbook.training.models import Day
from tests.access.things import make_things
from tests.entries.work import TODAY
from tests.factories import Cast

from .phone import Phone, op

PhoneOf = Callable[[str], Phone]
SICK = op("day.status", {"status": "sick"})


def test_a_days_status_is_set_once(cast: Cast, phone_of: PhoneOf) -> None:
    phone, op_id = phone_of("learner"), new_id()
    answer = phone.send(f"/days/{TODAY}", SICK, op_id=op_id)
    assert (answer["date"], answer["verdict"]) == (TODAY.isoformat(), "applied")
    phone.send(f"/days/{TODAY}", op("day.status", {"status": "school"}))
    assert phone.send(f"/days/{TODAY}", SICK, 200, op_id=op_id).json == answer.json
    assert db.session.query(Day).one().status == "school"
    assert db.session.query(Event).filter_by(deed="set_day").count() == 2


@pytest.mark.parametrize(("day", "sent", "status"), [("soon", SICK, 404), (TODAY, op("day.status", {}), 422)])
def test_what_is_no_day_or_no_status(cast: Cast, phone_of: PhoneOf, day: object, sent: object, status: int) -> None:
    phone_of("learner").send(f"/days/{day}", sent, status)


def test_a_commitment_is_ticked_once(cast: Cast, phone_of: PhoneOf) -> None:
    commitment = make_things(cast)["own"].address["commitment"]["commitment_id"]
    phone, op_id, path = phone_of("learner"), new_id(), f"/commitments/{commitment}"
    answer = phone.send(path, op("commitment.close", {"deed": "done"}), op_id=op_id)
    assert answer["commitment_id"] == str(commitment)
    phone.send(path, op("commitment.close", {"deed": "reopen"}))
    assert phone.send(path, op("commitment.close", {"deed": "done"}), 200, op_id=op_id).json == answer.json
    assert db.session.query(Event).filter_by(deed="close_commitment").count() == 2


def test_who_closes_which_commitment(cast: Cast, phone_of: PhoneOf) -> None:
    commitment = make_things(cast)["own"].address["commitment"]["commitment_id"]
    path, drop = f"/commitments/{commitment}", op("commitment.close", {"deed": "drop"})
    assert phone_of("other_learner").send(path, drop, 404).code == "not_found"
    assert phone_of("learner").send(path, drop, 403).code == "not_permitted"
    assert phone_of("mentor").send(path, drop)["verdict"] == "applied"
    again = op("commitment.close", {"deed": "done"})
    assert phone_of("mentor").send(path, again, 409).code == "wrong_state"
