"""Somebody decides that a kept revision counts after all."""

from typing import NamedTuple
from uuid import UUID

import pytest

from logbook.core.errors import InvalidTransition, NotFound, NotPermitted
from logbook.core.ids import new_id
from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Entry, EntryState, Verdict
from logbook.entries.queries import kept_revisions, round_of
from logbook.entries.services import take_up_revision
from logbook.extensions import db
from tests.entries.work import deeds, ended_placement, entry_in, stored, submit, weekly
from tests.factories import Cast

EVERYONE = ("learner", "mentor", "supervisor", "teacher", "counsellor", "coordinator", "company_coordinator")


class Kept(NamedTuple):
    """A revision that waits, and how it was filed."""

    entry_id: UUID
    rev: int
    verdict: Verdict


def _kept(cast: Cast, verdict: Verdict, *, at_school: bool = False) -> Kept:
    where = {"placement_id": None} if at_school else {}
    if verdict is Verdict.HELD:
        receipt = submit(cast, placement_id=ended_placement(cast).id, stage="reflection")
    else:
        state = EntryState.APPROVED if verdict is Verdict.LATE_ADDITION else EntryState.SUBMITTED
        entry = entry_in(cast, state, **where)
        receipt = submit(cast, entry.id, base_rev=0, stage="reflection", **where)
    assert receipt.verdict is verdict and receipt.entry_id
    return Kept(receipt.entry_id, receipt.rev, verdict)


def _take_up(cast: Cast, who: str, kept: Kept) -> Entry:
    with transaction():
        return take_up_revision(cast.actor(who), kept.entry_id, kept.rev)


# What was kept, whether the work was at school -> who decides on it.
DECIDE = [
    (Verdict.KEPT_AS_CONFLICT, False, {"learner"}),
    (Verdict.KEPT_AS_CONFLICT, True, {"learner"}),
    (Verdict.LATE_ADDITION, False, {"mentor"}),
    (Verdict.LATE_ADDITION, True, {"teacher", "counsellor"}),
    (Verdict.HELD, False, {"teacher", "counsellor", "coordinator"}),
]


@pytest.mark.parametrize("who", EVERYONE)
@pytest.mark.parametrize(("verdict", "at_school", "deciders"), DECIDE)
def test_who_decides(cast: Cast, verdict: Verdict, at_school: bool, deciders: set[str], who: str) -> None:
    kept = _kept(cast, verdict, at_school=at_school)
    if who in deciders:
        entry = _take_up(cast, who, kept)
        assert (entry.state, entry.current_rev) == ("submitted", kept.rev)
        rated = round_of(cast.actor("learner"), kept.entry_id)
        assert rated and rated.stage == "reflection"
        assert {rating.rater_id for rating in rated.ratings} == {cast.learner.id}
        row = weekly(Rater.LEARNER)
        assert row and (row.n2, row.n5) == (0, 2)
        assert not kept_revisions(cast.actor("learner"), [kept.entry_id])
    else:
        with pytest.raises((NotPermitted, NotFound)):
            _take_up(cast, who, kept)
        assert stored(kept.entry_id).current_rev == 1


@pytest.mark.parametrize("who", ["other_mentor", "other_teacher", "other_learner", "foreign_learner", "outsider"])
def test_outsiders_find_nothing(cast: Cast, who: str) -> None:
    kept = _kept(cast, Verdict.LATE_ADDITION)
    with pytest.raises(NotFound):
        _take_up(cast, who, kept)
    with pytest.raises(NotFound):
        _take_up(cast, who, kept._replace(entry_id=new_id()))


def test_it_is_one_event_and_doing_it_twice_is_once(cast: Cast) -> None:
    kept = _kept(cast, Verdict.KEPT_AS_CONFLICT)
    for _ in range(2):
        _take_up(cast, "learner", kept)
    assert deeds(kept.entry_id)[2:] == [("take_up", "submitted", "submitted")]


def test_what_was_approved_stays_named(cast: Cast) -> None:
    kept = _kept(cast, Verdict.LATE_ADDITION)
    entry = _take_up(cast, "mentor", kept)
    assert (entry.approved_rev, entry.current_rev) == (1, 2)


def test_a_revision_that_is_not_there_cannot_be_taken_up(cast: Cast) -> None:
    kept = _kept(cast, Verdict.KEPT_AS_CONFLICT)
    with pytest.raises(NotFound):
        _take_up(cast, "learner", kept._replace(rev=3))


def test_a_choice_that_was_overtaken_is_gone(cast: Cast) -> None:
    kept = _kept(cast, Verdict.KEPT_AS_CONFLICT)
    waiting = kept_revisions(cast.actor("learner"), [kept.entry_id])
    assert [(each.rev, each.verdict, each.fields.stage) for each in waiting] == [(2, kept.verdict, "reflection")]
    submit(cast, kept.entry_id, base_rev=1)
    assert not kept_revisions(cast.actor("learner"), [kept.entry_id])
    with pytest.raises(InvalidTransition):
        _take_up(cast, "learner", kept)


def test_a_conflict_is_no_way_around_the_school(cast: Cast) -> None:
    held = _kept(cast, Verdict.HELD)
    other = submit(cast, held.entry_id, base_rev=0, placement_id=ended_placement(cast).id, stage="reflection")
    kept = Kept(held.entry_id, other.rev, other.verdict)
    assert kept.verdict is Verdict.KEPT_AS_CONFLICT
    with pytest.raises(NotPermitted):
        _take_up(cast, "learner", kept)
    assert _take_up(cast, "teacher", kept).state == EntryState.SUBMITTED


def test_a_conflict_is_no_way_around_the_approval(cast: Cast) -> None:
    kept = _kept(cast, Verdict.KEPT_AS_CONFLICT)
    with transaction():
        db.session.get_one(Entry, kept.entry_id).state = EntryState.APPROVED.value
    with pytest.raises(InvalidTransition):
        _take_up(cast, "learner", kept)
