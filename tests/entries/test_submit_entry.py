"""Handing in a day: what it becomes, and who may."""

from datetime import date

import pytest

from logbook.core.errors import NotFound, NotPermitted, OpReused, Rejected
from logbook.core.ids import new_id
from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Assessment, Draft, EntryRevision, EntryState, Op, Round, Verdict
from logbook.entries.queries import round_of
from logbook.entries.services import SaveDraft, move_round, save_draft
from logbook.extensions import db
from tests.entries.work import RATINGS, THIS_WEEK, TODAY, deeds, ended_placement, entry_in, rate, stored, submit, weekly
from tests.factories import Cast

PLACED, ELSEWHERE = True, False
CURRENT, STALE = 1, 0

# Where an entry is, what the next revision was made on, whether the learner was in the placement on that day
# -> how it is filed, where the entry is then, which revision counts then.
FILING = [
    # The learner may change everything that is not approved, and it waits for the mentor (again).
    ("submitted", CURRENT, PLACED, Verdict.APPLIED, "submitted", 2),
    ("returned", CURRENT, PLACED, Verdict.APPLIED, "submitted", 2),
    ("reopened", CURRENT, PLACED, Verdict.APPLIED, "submitted", 2),
    ("draft", CURRENT, PLACED, Verdict.APPLIED, "submitted", 2),
    ("held", CURRENT, PLACED, Verdict.APPLIED, "submitted", 2),
    # From a second device, on older words: both are kept, the entry stays where it is.
    ("submitted", STALE, PLACED, Verdict.KEPT_AS_CONFLICT, "submitted", 1),
    ("returned", STALE, PLACED, Verdict.KEPT_AS_CONFLICT, "returned", 1),
    ("reopened", STALE, PLACED, Verdict.KEPT_AS_CONFLICT, "reopened", 1),
    ("draft", STALE, PLACED, Verdict.KEPT_AS_CONFLICT, "draft", 1),
    ("held", STALE, PLACED, Verdict.KEPT_AS_CONFLICT, "held", 1),
    # What was approved is untouched, whatever the revision was made on.
    ("approved", CURRENT, PLACED, Verdict.LATE_ADDITION, "approved", 1),
    ("approved", STALE, PLACED, Verdict.LATE_ADDITION, "approved", 1),
    ("approved", CURRENT, ELSEWHERE, Verdict.LATE_ADDITION, "approved", 1),
    # Not in the placement on that day: stored, and the teacher decides.
    ("submitted", CURRENT, ELSEWHERE, Verdict.HELD, "submitted", 1),
    ("returned", CURRENT, ELSEWHERE, Verdict.HELD, "returned", 1),
    ("reopened", CURRENT, ELSEWHERE, Verdict.HELD, "reopened", 1),
    ("draft", CURRENT, ELSEWHERE, Verdict.HELD, "draft", 1),
    ("submitted", STALE, ELSEWHERE, Verdict.KEPT_AS_CONFLICT, "submitted", 1),
    # Nobody decided on a held entry yet, so its newest words are the ones to decide on.
    ("held", CURRENT, ELSEWHERE, Verdict.HELD, "held", 2),
]


@pytest.mark.parametrize("row", FILING)
def test_a_further_revision_is_filed(cast: Cast, row: tuple[str, int, bool, Verdict, str, int]) -> None:
    state, base_rev, placed, verdict, after, current = row
    entry = entry_in(cast, EntryState(state))
    where = cast.placement_id if placed else ended_placement(cast).id
    receipt = submit(cast, entry.id, base_rev=base_rev, placement_id=where, stage="reflection")
    entry = stored(entry.id)
    assert (receipt.verdict, receipt.rev, entry.rev) == (verdict, 2, 2)
    assert (entry.state, entry.current_rev) == (after, current)
    assert [each.rev for each in db.session.query(EntryRevision).order_by(EntryRevision.rev)] == [1, 2]
    deed = "submit" if verdict is Verdict.APPLIED else verdict.value
    assert deeds(entry.id)[1:] == [(deed, state, after)]


def test_a_new_day_waits_for_the_mentor(cast: Cast) -> None:
    receipt = submit(cast)
    entry = stored(receipt.entry_id)
    assert (entry.state, entry.rev, entry.current_rev, entry.late) == ("submitted", 1, 1, False)
    assert (entry.learner_id, entry.placement_id, entry.week) == (cast.learner.id, cast.placement_id, THIS_WEEK)
    assert entry.minutes == 210
    assert deeds(entry.id) == [("submit", None, "submitted")]


def test_the_learners_ratings_and_sums_follow(cast: Cast) -> None:
    receipt = submit(cast)
    rated = round_of(cast.actor("mentor"), receipt.entry_id)
    assert rated and (rated.stage, rated.date, rated.latest(Rater.LEARNER)) == ("coaching", TODAY, RATINGS)
    row = weekly(Rater.LEARNER)
    assert row and (row.n2, row.met2) == (2, 1)


def test_a_day_with_gaps_or_nothing_rated_is_taken(cast: Cast) -> None:
    receipt = submit(cast, ratings={}, header={}, placement_id=None)
    entry = stored(receipt.entry_id)
    assert (entry.state, entry.minutes, entry.placement_id) == ("submitted", None, None)
    assert weekly(Rater.LEARNER) is None


def test_outside_a_placement_a_new_day_is_held_and_counts_nowhere(cast: Cast) -> None:
    receipt = submit(cast, placement_id=ended_placement(cast).id)
    entry = stored(receipt.entry_id)
    assert (receipt.verdict, entry.state, entry.rev, entry.current_rev) == (Verdict.HELD, "held", 1, 1)
    assert not db.session.query(Round).count()
    assert weekly(Rater.LEARNER) is None


def test_the_same_deed_again_gets_the_same_receipt_and_does_nothing(cast: Cast) -> None:
    entry_id, op_id = new_id(), new_id()
    first = submit(cast, entry_id, op_id=op_id)
    submit(cast, entry_id, base_rev=1, stage="reflection")
    assert submit(cast, entry_id, op_id=op_id) == first
    assert stored(entry_id).rev == 2
    assert db.session.query(Op).count() == len(deeds(entry_id)) == 2


def test_a_replay_is_answered_after_the_day_became_too_late(cast: Cast) -> None:
    entry_id, op_id = new_id(), new_id()
    first = submit(cast, entry_id, op_id=op_id)
    with transaction():
        cast.school.late_entry_days = 0
    assert submit(cast, entry_id, op_id=op_id) == first


def test_an_op_id_stands_for_one_content_and_one_person(cast: Cast) -> None:
    entry_id, op_id = new_id(), new_id()
    submit(cast, entry_id, op_id=op_id)
    with pytest.raises(OpReused):
        submit(cast, entry_id, op_id=op_id, stage="reflection")
    with pytest.raises(OpReused):
        submit(cast, entry_id, op_id=op_id, actor=cast.actor("other_learner"))
    assert stored(entry_id).rev == 1


@pytest.mark.parametrize("who", ["other_learner", "foreign_learner"])
def test_another_learners_entry_is_not_there(cast: Cast, who: str) -> None:
    receipt = submit(cast)
    with pytest.raises(NotFound):
        submit(cast, receipt.entry_id, base_rev=1, placement_id=None, actor=cast.actor(who))
    assert stored(receipt.entry_id).rev == 1


@pytest.mark.parametrize(
    "who", ["mentor", "supervisor", "teacher", "counsellor", "coordinator", "guardian", "outsider"]
)
def test_only_learners_hand_in(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        submit(cast, actor=cast.actor(who))


@pytest.mark.parametrize("whose", ["other_placement", "foreign_placement"])
def test_a_placement_is_the_learners_own(cast: Cast, whose: str) -> None:
    with pytest.raises(Rejected) as refusal:
        submit(cast, placement_id=getattr(cast, whose).id)
    assert set(refusal.value.errors) == {"placement_id"}


@pytest.mark.parametrize(
    ("day", "late"),
    [(TODAY, False), (date(2026, 11, 19), True), (date(2026, 11, 13), True)],
)
def test_a_day_may_be_handed_in_later_and_is_marked(cast: Cast, day: date, late: bool) -> None:
    assert stored(submit(cast, date=day).entry_id).late is late


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2026, 11, 12), date.min, date.max])
def test_a_coming_day_and_one_too_long_ago_are_refused(cast: Cast, day: date) -> None:
    with pytest.raises(Rejected) as refusal:
        submit(cast, date=day)
    assert set(refusal.value.errors) == {"date"}


def test_an_entry_that_has_its_day_keeps_it_however_long_ago(cast: Cast) -> None:
    entry = entry_in(cast, EntryState.RETURNED, date=date(2026, 11, 13))
    with transaction():
        cast.school.late_entry_days = 2
    assert submit(cast, entry.id, base_rev=1, date=date(2026, 11, 13)).verdict is Verdict.APPLIED
    with pytest.raises(Rejected):
        submit(cast, entry.id, base_rev=2, date=date(2026, 11, 16))


def test_a_day_moved_to_another_week_leaves_its_sums(cast: Cast) -> None:
    receipt = submit(cast)
    submit(cast, receipt.entry_id, base_rev=1, date=date(2026, 11, 14))
    moved = weekly(Rater.LEARNER, week=THIS_WEEK - 1)
    assert weekly(Rater.LEARNER) is None
    assert moved and moved.n2 == 2
    assert stored(receipt.entry_id).late


def test_handing_in_forgets_the_draft(cast: Cast) -> None:
    entry_id = new_id()
    with transaction():
        save_draft(cast.actor("learner"), SaveDraft("entry", entry_id, {"stage": "coaching"}))
    submit(cast, entry_id)
    assert not db.session.query(Draft).count()


def test_the_stage_that_the_mentor_moved_stays_until_the_learner_picks_another(cast: Cast) -> None:
    entry = entry_in(cast, EntryState.RETURNED)
    rated = db.session.query(Round).one()
    with transaction():
        move_round(cast.actor("mentor"), rated.id, "modelling")
    submit(cast, entry.id, base_rev=1, ratings={})
    assert db.session.query(Round).one().stage == "modelling"
    submit(cast, entry.id, base_rev=2, stage="articulation")
    assert db.session.query(Round).one().stage == "articulation"


def test_an_edit_leaves_what_others_rated(cast: Cast) -> None:
    receipt = submit(cast)
    rated = db.session.query(Round).one()
    rate(cast, "mentor", rated.id, {"crack_free": "not_yet_reached"})
    submit(cast, receipt.entry_id, base_rev=1, ratings={"crack_free": "not_yet_reached"})
    assert db.session.query(Assessment).count() == 2
    row = weekly(Rater.MENTOR)
    assert row and (row.pairs, row.over, row.under) == (1, 0, 0)
