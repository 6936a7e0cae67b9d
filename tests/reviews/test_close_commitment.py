"""Ticking, dropping and reopening a commitment."""

from datetime import timedelta
from uuid import UUID

import pytest

from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.reviews.models import Commitment, CommitmentState
from logbook.reviews.queries import commitments_of, open_commitments, overdue_counts, remarks_of
from logbook.reviews.services import NewCommitment, NewRemark
from tests.entries.work import TODAY
from tests.factories import Cast
from tests.reviews.work import approve, week_of_work

OPEN, DONE, DROPPED = CommitmentState.OPEN, CommitmentState.DONE, CommitmentState.DROPPED


def agree_on(cast: Cast, owner: str = "learner", days: int = 7) -> UUID:
    due = TODAY + timedelta(days=days)
    approve(cast, week_of_work(cast, 1), commitments=(NewCommitment("Testlas tonen", owner, due),))
    return db.session.query(Commitment.id).scalar()  # type: ignore[no-any-return]


def put(commitment_id: UUID, state: CommitmentState) -> None:
    with transaction():
        db.session.get_one(Commitment, commitment_id).state = state


def state_of(commitment_id: UUID) -> str:
    return db.session.get_one(Commitment, commitment_id, populate_existing=True).state


@pytest.mark.parametrize(
    "case",
    [
        ("learner", "learner", "done", OPEN, 303, DONE),
        ("learner", "learner", "reopen", DONE, 303, OPEN),
        ("learner", "learner", "drop", OPEN, 403, OPEN),
        ("learner", "mentor", "done", OPEN, 403, OPEN),
        ("mentor", "learner", "done", OPEN, 303, DONE),
        ("mentor", "learner", "drop", OPEN, 303, DROPPED),
        ("mentor", "mentor", "reopen", DROPPED, 303, OPEN),
        ("mentor", "learner", "done", DONE, 303, DONE),
        ("mentor", "learner", "drop", DONE, 409, DONE),
        ("teacher", "teacher", "done", OPEN, 303, DONE),
        ("supervisor", "learner", "done", OPEN, 404, OPEN),
        ("other_mentor", "learner", "done", OPEN, 404, OPEN),
        ("other_learner", "learner", "done", OPEN, 404, OPEN),
        ("outsider", "learner", "done", OPEN, 404, OPEN),
    ],
)
def test_who_may_do_what(cast: Cast, client_for, case: tuple) -> None:
    who, owner, deed, old, status, new = case
    commitment_id = agree_on(cast, owner)
    put(commitment_id, old)
    client_for(getattr(cast, who)).post(f"/commitments/{commitment_id}/{deed}", status=status)
    assert state_of(commitment_id) == new
    events = db.session.query(Event).filter_by(thing_id=str(commitment_id), deed="close_commitment").count()
    assert events == (old is not new)


def test_it_goes_back_to_the_page_it_was_on_and_nowhere_else(cast: Cast, client_for) -> None:
    commitment_id, mentor = agree_on(cast), client_for(cast.mentor)
    assert mentor.post(f"/commitments/{commitment_id}/done", {"back": "/inbox"}).location == "/inbox"
    assert mentor.post(f"/commitments/{commitment_id}/done", {"back": "//elsewhere"}).location == "/"
    mentor.post(f"/commitments/{new_id()}/done", status=404)
    mentor.post(f"/commitments/{commitment_id}/burn", status=404)


def test_what_others_read_of_remarks_and_commitments(cast: Cast) -> None:
    due = TODAY - timedelta(days=1)
    remark, commitment = NewRemark("strong_point", "Mooi"), NewCommitment("Testlas tonen", "learner", due)
    approve(cast, week_of_work(cast, 1), remarks=(remark,), commitments=(commitment,))
    teacher, learner = cast.actor("teacher"), cast.learner.id
    assert [each.text for each in remarks_of(teacher, [learner], TODAY, TODAY)] == ["Mooi"]
    assert [each.overdue for each in open_commitments(teacher, [learner])] == [True]
    assert overdue_counts(teacher, [learner, cast.other_learner.id]) == {learner: (1, 1)}
    assert [each.made_by for each in commitments_of(teacher, [learner], TODAY, TODAY)] == ["Piet Proefpersoon"]
    foreign = cast.actor("outsider")
    assert not remarks_of(foreign, [learner], TODAY, TODAY)
    assert not open_commitments(foreign, [learner])
    assert not overdue_counts(foreign, [learner])
