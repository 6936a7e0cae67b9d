"""Approving a week: one deed for its entries, soft skills, stages, remarks and commitments."""

from datetime import timedelta

import pytest

from logbook.core import clock
from logbook.core.errors import NotFound, NotPermitted, Rejected, Stale
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.roles import Rater, Role
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Assessment, Draft, EntryState, StageStep, WeekAssessment, WeekState
from logbook.entries.services import SaveDraft, save_draft
from logbook.extensions import db
from logbook.reviews.models import Commitment, Remark
from logbook.reviews.queries import DRAFT, draft_key
from logbook.reviews.services import LEAVE, RETURN, EntryReview, NewCommitment, NewRemark, approve_week, note_opening
from tests.conftest import FRIDAY
from tests.entries.work import THIS_WEEK, TODAY, deeds, round_id_of, stored, submit, weekly
from tests.factories import WELDING, Cast, join_placement
from tests.reviews.work import agreed, approve, day_of_work, full_ratings, review, week_of_work, week_row

LATE = FRIDAY + timedelta(days=9)


def mentors_values(entry_id) -> dict[str, str]:
    row = db.session.query(Assessment).filter_by(round_id=round_id_of(entry_id), rater_role="mentor").one()
    return row.values


def test_agreeing_takes_the_learners_ratings_except_the_corrections(cast: Cast) -> None:
    first, second = week_of_work(cast, 2)
    corrected = {second: EntryReview(1, "agree", corrections={"undercut": "not_yet_reached"})}
    week = approve(cast, [first, second], entries=agreed([first]) | corrected)
    assert mentors_values(first) == full_ratings(cast)
    assert mentors_values(second) == full_ratings(cast, undercut="not_yet_reached")
    assert (week.state, week.version, week.approved_role) == (WeekState.APPROVED, 2, Role.MENTOR)
    assert stored(second).approved_rev == 1


def test_each_change_of_state_has_its_one_event(cast: Cast) -> None:
    ids = week_of_work(cast, 2)
    week = approve(cast, ids)
    assert [deeds(each)[-1] for each in ids] == [("approve_entry", "submitted", "approved")] * 2
    assert deeds(week.id) == [("approve_week", "open", "approved")]


def test_the_weeks_sums_follow(cast: Cast) -> None:
    ids = week_of_work(cast, 2)
    approve(cast, ids, entries=agreed(ids, corrections={"undercut": "not_yet_reached"}))
    row = weekly(Rater.MENTOR)
    assert row is not None
    assert (row.n2, row.met2, row.pairs, row.over, row.under) == (20, 18, 20, 2, 0)


def test_agreeing_with_all_days_in_one_tap(cast: Cast) -> None:
    ids = week_of_work(cast, 3)
    approve(cast, ids, entries={each: EntryReview(1) for each in ids}, agree_all=True)
    assert {stored(each).state for each in ids} == {EntryState.APPROVED}


def test_who_rated_all_that_the_learner_rated_has_agreed(cast: Cast) -> None:
    entry_id = day_of_work(cast, ratings={"crack_free": "reached", "undercut": "reached"})
    corrections = {"crack_free": "reached", "undercut": "not_yet_reached"}
    approve(cast, [entry_id], entries={entry_id: EntryReview(1, corrections=corrections)})
    assert mentors_values(entry_id) == corrections


def test_a_day_that_was_not_looked_at_is_told(cast: Cast) -> None:
    first, second = week_of_work(cast, 2)
    with pytest.raises(Rejected) as rejected:
        approve(cast, [], entries=agreed([first]) | {second: EntryReview(1)})
    assert list(rejected.value.errors) == [f"entries.{second}.verdict"]
    assert stored(first).state == EntryState.SUBMITTED


def test_a_returned_day_needs_a_reason_and_does_not_block(cast: Cast) -> None:
    first, second = week_of_work(cast, 2)
    with pytest.raises(Rejected) as rejected:
        approve(cast, [], entries=agreed([first]) | {second: EntryReview(1, RETURN)})
    assert list(rejected.value.errors) == [f"entries.{second}.reason"]
    approve(cast, [], entries=agreed([first]) | {second: EntryReview(1, RETURN, "Welke naad?")})
    assert (stored(second).state, stored(second).return_reason) == (EntryState.RETURNED, "Welke naad?")
    assert deeds(second)[-1] == ("return_entry", "submitted", "returned")
    assert not db.session.query(Assessment).filter_by(round_id=round_id_of(second), rater_role="mentor").count()


def test_a_day_that_is_left_waits_on(cast: Cast) -> None:
    first, second = week_of_work(cast, 2)
    week = approve(cast, [], entries=agreed([first]) | {second: EntryReview(1, LEAVE)})
    assert (week.state, stored(second).state) == (WeekState.APPROVED, EntryState.SUBMITTED)


def test_unknown_criteria_and_levels_are_told_by_their_names(cast: Cast) -> None:
    (entry_id,) = week_of_work(cast, 1)
    wrong = {"undercut": "meets", "flies": "reached"}
    with pytest.raises(Rejected) as rejected:
        approve(cast, [], entries=agreed([entry_id], corrections=wrong))
    assert set(rejected.value.errors) == {f"entries.{entry_id}.except.{name}" for name in wrong}


def test_the_same_approval_twice_is_one(cast: Cast) -> None:
    ids = week_of_work(cast, 2)
    command = review(cast, ids, remarks=(NewRemark("strong_point", "Mooi"),))
    for _ in range(2):
        with transaction():
            week = approve_week(cast.actor("mentor"), command)
    assert (week.version, db.session.query(Remark).count()) == (2, 1)
    assert len(deeds(week.id)) == 1


def test_another_mentor_is_told_that_it_was_approved(cast: Cast) -> None:
    with transaction():
        join_placement(cast.placement, cast.other_mentor, Role.MENTOR)
    ids = week_of_work(cast, 1)
    command = review(cast, ids)
    approve(cast, ids)
    with pytest.raises(Stale), transaction():
        approve_week(cast.actor("other_mentor"), command)


def test_a_week_that_moved_on_is_stale_and_nothing_changes(cast: Cast) -> None:
    (entry_id,) = week_of_work(cast, 1)
    command = review(cast, [entry_id])
    submit(cast, entry_id, base_rev=1, date=stored(entry_id).date, ratings=full_ratings(cast))
    with pytest.raises(Stale), transaction():
        approve_week(cast.actor("mentor"), command)
    newer = review(cast, [entry_id])
    late = day_of_work(cast, TODAY)
    with pytest.raises(Stale), transaction():
        approve_week(cast.actor("mentor"), newer)
    with pytest.raises(Stale):
        approve(cast, [entry_id, late], version=7)
    assert stored(entry_id).state == EntryState.SUBMITTED
    assert week_row(cast) is None


def test_what_came_after_the_approval_waits_alone(cast: Cast) -> None:
    ids = week_of_work(cast, 1)
    approve(cast, ids)
    late = day_of_work(cast, TODAY)
    week = week_row(cast)
    assert week is not None
    assert week.state == WeekState.APPROVED
    approve(cast, [late])
    assert stored(late).state == EntryState.APPROVED
    assert [deed for deed, *_ in deeds(week.id)] == ["approve_week"]


def test_soft_skills_exceptions_and_the_rest(cast: Cast) -> None:
    tapped = {"punctuality": "not_yet_meets", "initiative": "above_expectation"}
    week = approve(cast, week_of_work(cast, 1), soft_rest=True, soft_skills=tapped)
    values = db.session.query(WeekAssessment).filter_by(week_id=week.id, rater_role="mentor").one().values
    assert len(values) == 16
    assert values.items() >= tapped.items()
    assert sorted(values.values()).count("meets") == 14


def test_soft_skills_may_stay_open(cast: Cast) -> None:
    approve(cast, week_of_work(cast, 1))
    assert not db.session.query(WeekAssessment).count()


def test_an_unknown_soft_skill_or_sheet_or_criterion_is_told(cast: Cast) -> None:
    ids = week_of_work(cast, 1)
    remark = NewRemark("work_point", "Te snel", criterion_id="flies")
    with pytest.raises(Rejected) as rejected:
        approve(cast, ids, soft_skills={"charm": "meets"}, stages={"emt-smeren": "coaching"}, remarks=(remark,))
    assert set(rejected.value.errors) == {"soft_skills.charm", "stages.emt-smeren", "work_points"}


def test_a_stage_is_set_from_today_on_and_a_days_stage_moves_its_round(cast: Cast) -> None:
    (entry_id,) = week_of_work(cast, 1)
    approve(cast, [], entries=agreed([entry_id], stage="modelling"), stages={WELDING: "scaffolding"})
    step = db.session.query(StageStep).one()
    assert (step.stage, step.from_date, step.set_by) == ("scaffolding", TODAY, cast.mentor.id)
    row = weekly(Rater.MENTOR)
    assert row is not None
    assert (row.n1, row.n2) == (10, 0)


def test_remarks_and_commitments_are_written_on_the_week(cast: Cast) -> None:
    ids = week_of_work(cast, 1)
    remarks = (NewRemark("strong_point", "Mooie herstart"), NewRemark("work_point", "Maat", "dinsdag", "undercut"))
    agreed_on = (NewCommitment("Testlas tonen", "learner", TODAY + timedelta(days=7)),)
    week = approve(cast, ids, remarks=remarks, commitments=agreed_on)
    found = db.session.query(Remark).order_by(Remark.kind).all()
    assert [(each.text, each.example, each.date, each.week_id) for each in found] == [
        ("Mooie herstart", None, TODAY, week.id),
        ("Maat", "dinsdag", TODAY, week.id),
    ]
    commitment = db.session.query(Commitment).one()
    assert (commitment.state, commitment.owner_role, commitment.made_by) == ("open", "learner", cast.mentor.id)
    assert db.session.query(Event).filter(Event.deed.in_(["write_remark", "make_commitment"])).count() == 3


def test_the_seconds_since_the_first_opening_are_kept(cast: Cast) -> None:
    ids = week_of_work(cast, 1)
    mentor = cast.actor("mentor")
    for seconds in (30, 20):
        with clock.freeze(FRIDAY - timedelta(seconds=seconds)), transaction():
            note_opening(mentor, cast.learner.id, cast.placement_id, THIS_WEEK)
    assert approve(cast, ids).seconds == 30


def test_the_unfinished_review_is_gone_after_it(cast: Cast) -> None:
    ids = week_of_work(cast, 1)
    with transaction():
        save_draft(cast.actor("mentor"), SaveDraft(DRAFT, draft_key(cast.placement_id, THIS_WEEK), {"soft_rest": "1"}))
    approve(cast, ids)
    assert not db.session.query(Draft).filter_by(thing=DRAFT).count()


def test_a_teacher_may_once_the_mentor_is_late_and_it_is_marked(cast: Cast) -> None:
    ids = week_of_work(cast, 1)
    with pytest.raises(NotPermitted):
        approve(cast, ids, "teacher")
    with clock.freeze(LATE):
        week = approve(cast, ids, "teacher")
    assert (week.approved_by, week.approved_role) == (cast.teacher.id, Role.TEACHER)
    assert deeds(week.id)[-1][0] == "approve_week_for_mentor"
    assert deeds(ids[0])[-1][0] == "approve_entry_for_mentor"
    raters = {row.rater_role for row in db.session.query(Assessment).filter_by(round_id=round_id_of(ids[0]))}
    assert raters == {Rater.LEARNER, Rater.TEACHER}


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("supervisor", NotPermitted),
        ("learner", NotPermitted),
        ("company_coordinator", NotPermitted),
        ("guardian", NotFound),
        ("coordinator", NotPermitted),
        ("other_mentor", NotFound),
        ("other_teacher", NotFound),
        ("outsider", NotFound),
    ],
)
def test_nobody_else_approves(cast: Cast, who: str, refusal: type[Exception]) -> None:
    ids = week_of_work(cast, 1)
    with pytest.raises(refusal):
        approve(cast, ids, who)
    assert stored(ids[0]).state == EntryState.SUBMITTED


@pytest.mark.parametrize(("days_after", "allowed"), [(14, True), (15, False)])
def test_fourteen_days_remain_after_the_placement_ended(cast: Cast, days_after: int, allowed: bool) -> None:
    ids = week_of_work(cast, 1)
    with transaction():
        cast.placement.until_date = TODAY
        db.session.add(cast.placement)
    with clock.freeze(FRIDAY + timedelta(days=days_after)):
        if allowed:
            approve(cast, ids)
        else:
            with pytest.raises(NotFound):
                approve(cast, ids)


def test_a_week_to_come_is_not_there(cast: Cast) -> None:
    command = review(cast, [])
    with pytest.raises(NotFound), transaction():
        approve_week(cast.actor("mentor"), type(command)(cast.placement_id, THIS_WEEK + 1, 1))
    with pytest.raises(NotFound), transaction():
        approve_week(cast.actor("mentor"), type(command)(new_id(), THIS_WEEK, 1))
