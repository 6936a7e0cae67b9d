"""A day that a phone hands in: how it is filed, its receipt, and the same receipt for ever."""

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from logbook.core import clock
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.models import EntryRevision, EntryState, Op
from logbook.entries.services import erase_entry
from logbook.extensions import db
from tests.conftest import FRIDAY
from tests.entries.work import TODAY, deeds, ended_placement, entry_in, stored, submit
from tests.factories import Cast

from .phone import Phone, day, op

PhoneOf = Callable[[str], Phone]


def test_a_new_day_is_handed_in(cast: Cast, phone_of: PhoneOf) -> None:
    entry_id, op_id = new_id(), new_id()
    answer = phone_of("learner").send(f"/entries/{entry_id}", day(cast), op_id=op_id)
    assert (answer["op_id"], answer["entry_id"], answer["rev"]) == (str(op_id), str(entry_id), 1)
    assert (answer["verdict"], len(answer["code"])) == ("applied", 7)
    assert stored(entry_id).state == EntryState.SUBMITTED
    assert deeds(entry_id) == [("submit", None, "submitted")]


@pytest.mark.parametrize("kind", ["create", "edit", "submit"])
def test_whatever_the_phone_calls_it_it_is_handed_in(cast: Cast, phone_of: PhoneOf, kind: str) -> None:
    entry_id = new_id()
    phone_of("learner").send(f"/entries/{entry_id}", day(cast, envelope={"kind": kind}))
    assert stored(entry_id).state == EntryState.SUBMITTED


def test_the_same_deed_gets_the_same_receipt_whatever_happened_since(cast: Cast, phone_of: PhoneOf) -> None:
    phone, entry_id, op_id, sent = phone_of("learner"), new_id(), new_id(), day(cast)
    first = phone.send(f"/entries/{entry_id}", sent, op_id=op_id)
    phone.send(f"/entries/{entry_id}", day(cast, base_rev=1, stage="modelling"))
    with clock.freeze(FRIDAY + timedelta(days=400)):
        phone = phone_of("learner")
        again = phone.send(f"/entries/{entry_id}", sent, 200, op_id=op_id)
    assert again.json == first.json
    assert db.session.query(Op).count() == 2


def test_a_known_deed_is_answered_before_anything_else_is_looked_at(cast: Cast, phone_of: PhoneOf) -> None:
    phone, entry_id, op_id, sent = phone_of("learner"), new_id(), new_id(), day(cast)
    first = phone.send(f"/entries/{entry_id}", sent, op_id=op_id)
    with transaction():
        erase_entry(cast.actor("coordinator"), entry_id, "request")
    assert phone.send(f"/entries/{entry_id}", sent, 200, op_id=op_id).json == first.json


def test_other_words_under_the_same_id_are_refused(cast: Cast, phone_of: PhoneOf) -> None:
    phone, entry_id, op_id = phone_of("learner"), new_id(), new_id()
    phone.send(f"/entries/{entry_id}", day(cast), op_id=op_id)
    assert phone.send(f"/entries/{entry_id}", day(cast, stage="modelling"), 409, op_id=op_id).code == "op_reused"


def test_the_same_bytes_under_another_persons_id_are_refused(cast: Cast, phone_of: PhoneOf) -> None:
    op_id, sent = new_id(), day(cast, placement_id=None)
    phone_of("learner").send(f"/entries/{new_id()}", sent, op_id=op_id)
    answer = phone_of("other_learner").send(f"/entries/{new_id()}", sent, 409, op_id=op_id)
    assert answer.code == "op_reused"


def test_an_edit_on_the_current_revision_counts(cast: Cast, phone_of: PhoneOf) -> None:
    phone, entry_id = phone_of("learner"), new_id()
    phone.send(f"/entries/{entry_id}", day(cast))
    answer = phone.send(f"/entries/{entry_id}", day(cast, base_rev=1, stage="modelling"))
    assert (answer["rev"], answer["verdict"]) == (2, "applied")


def test_an_edit_of_another_device_is_kept_beside(cast: Cast, phone_of: PhoneOf) -> None:
    phone, entry_id = phone_of("learner"), new_id()
    phone.send(f"/entries/{entry_id}", day(cast))
    phone.send(f"/entries/{entry_id}", day(cast, base_rev=1))
    answer = phone.send(f"/entries/{entry_id}", day(cast, base_rev=1, stage="modelling"))
    assert (answer["rev"], answer["verdict"]) == (3, "kept_as_conflict")
    assert stored(entry_id).current_rev == 2


def test_words_after_the_approval_are_a_late_addition(cast: Cast, phone_of: PhoneOf) -> None:
    entry = entry_in(cast, EntryState.APPROVED)
    answer = phone_of("learner").send(f"/entries/{entry.id}", day(cast, base_rev=1, stage="modelling"))
    assert answer["verdict"] == "late_addition"
    assert stored(entry.id).approved_rev == stored(entry.id).current_rev == 1


def test_words_after_the_placement_are_held(cast: Cast, phone_of: PhoneOf) -> None:
    placement, entry_id = ended_placement(cast), new_id()
    answer = phone_of("learner").send(f"/entries/{entry_id}", day(cast, placement_id=str(placement.id)))
    assert answer["verdict"] == "held"
    assert stored(entry_id).state == EntryState.HELD


def test_a_deed_of_a_year_ago_is_taken_and_marked_late(cast: Cast, phone_of: PhoneOf) -> None:
    entry_id = new_id()
    with clock.freeze(FRIDAY + timedelta(days=365)):
        phone_of("learner").send(f"/entries/{entry_id}", day(cast))
    assert (stored(entry_id).date, stored(entry_id).late) == (TODAY, True)


@pytest.mark.parametrize("made_at", ["2026-11-28T10:00:00+01:00", "2031-01-01T00:00:00+00:00"])
def test_a_day_that_was_too_long_ago_when_it_was_written_is_refused(
    cast: Cast, phone_of: PhoneOf, made_at: str
) -> None:
    with clock.freeze(FRIDAY + timedelta(days=30)):
        answer = phone_of("learner").send(f"/entries/{new_id()}", day(cast, envelope={"client_time": made_at}), 422)
    assert answer.code == "invalid" and list(answer["errors"]) == ["date"]


@pytest.mark.parametrize("made_at", ["1970-01-03T00:00:00Z", "2026-11-20T15:00:00+01:00", "2040-01-01T00:00:00+01:00"])
def test_a_phones_clock_keeps_no_day_from_being_handed_in(cast: Cast, phone_of: PhoneOf, made_at: str) -> None:
    phone_of("learner").send(f"/entries/{new_id()}", day(cast, envelope={"client_time": made_at}))


def test_a_coming_day_is_refused_whatever_the_phones_clock_says(cast: Cast, phone_of: PhoneOf) -> None:
    coming = (TODAY + timedelta(days=1)).isoformat()
    sent = day(cast, date=coming, envelope={"client_time": f"{coming}T10:00:00+01:00"})
    assert list(phone_of("learner").send(f"/entries/{new_id()}", sent, 422)["errors"]) == ["date"]


def test_an_erased_entry_does_not_come_back(cast: Cast, phone_of: PhoneOf) -> None:
    entry_id = submit(cast).entry_id
    with transaction():
        erase_entry(cast.actor("coordinator"), UUID(str(entry_id)), "request")
    phone = phone_of("learner")
    for sent in (day(cast), day(cast, base_rev=1), op("withdraw", {})):
        assert phone.send(f"/entries/{entry_id}", sent, 410).code == "erased"
    assert phone_of("other_learner").send(f"/entries/{entry_id}", day(cast), 404).code == "not_found"
    assert db.session.query(EntryRevision).count() == 0


def test_an_entry_is_taken_back_once(cast: Cast, phone_of: PhoneOf) -> None:
    entry_id, op_id, phone = submit(cast).entry_id, new_id(), phone_of("learner")
    first = phone.send(f"/entries/{entry_id}", op("withdraw", {}), op_id=op_id)
    assert (first["entry_id"], first["rev"], first["verdict"]) == (str(entry_id), 1, "applied")
    phone.send(f"/entries/{entry_id}", day(cast, base_rev=1))
    assert phone.send(f"/entries/{entry_id}", op("withdraw", {}), 200, op_id=op_id).json == first.json
    assert stored(entry_id).state == EntryState.SUBMITTED


def test_an_approved_entry_is_not_taken_back(cast: Cast, phone_of: PhoneOf) -> None:
    entry = entry_in(cast, EntryState.APPROVED)
    assert phone_of("learner").send(f"/entries/{entry.id}", op("withdraw", {}), 409).code == "wrong_state"
    assert db.session.query(Op).count() == 1


def test_another_learners_entry_is_not_there(cast: Cast, phone_of: PhoneOf) -> None:
    entry_id, other = submit(cast).entry_id, phone_of("other_learner")
    assert other.send(f"/entries/{entry_id}", day(cast, placement_id=None), 404).code == "not_found"
    assert other.send(f"/entries/{entry_id}", op("withdraw", {}), 404).code == "not_found"
    other.get(f"/entries/{entry_id}", 404)


def test_another_learners_placement_is_refused(cast: Cast, phone_of: PhoneOf) -> None:
    sent = day(cast, placement_id=str(cast.other_placement.id))
    assert list(phone_of("learner").send(f"/entries/{new_id()}", sent, 422)["errors"]) == ["placement_id"]


def test_an_entry_tells_how_each_revision_was_filed(cast: Cast, phone_of: PhoneOf) -> None:
    phone, entry_id = phone_of("learner"), new_id()
    receipts = [phone.send(f"/entries/{entry_id}", day(cast, base_rev=rev)) for rev in (0, 1, 1)]
    found = phone.get(f"/entries/{entry_id}")
    assert (found["rev"], found["state"], found["fields"]["measurements"]["throat_thickness"]["measured"]) == (
        2,
        "submitted",
        4.2,
    )
    assert found["revisions"] == [
        {name: each[name] for name in ("rev", "op_id", "sha", "verdict", "received_at")} for each in receipts
    ]
    assert json.dumps(found.json).count("kept_as_conflict") == 1
