"""The learner's own soft skills of a week."""

from datetime import date

import pytest

from logbook.core.errors import NotFound, NotPermitted, OpReused, Rejected
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import week_number
from logbook.entries.models import Draft, Verdict, WeekAssessment, WeekState
from logbook.entries.queries import SOFT_SKILLS, rated_weeks, week_key, week_of
from logbook.entries.services import RateOwnWeek, SaveDraft, rate_own_week, save_draft
from logbook.extensions import db
from tests.entries.work import THIS_WEEK, ended_placement, rate_own, rate_week, weekly
from tests.factories import Cast

VALUES = {"punctuality": "meets", "teamwork": "above_expectation"}


def _approve(cast: Cast) -> None:
    with transaction():
        week = week_of(cast.actor("mentor"), cast.placement_id, THIS_WEEK)
        assert week
        week.state = WeekState.APPROVED.value


def test_the_levels_are_stored_and_summed(cast: Cast) -> None:
    receipt = rate_own(cast, VALUES)
    week = week_of(cast.actor("learner"), cast.placement_id, THIS_WEEK)
    assert week and (receipt.verdict, receipt.week_id, receipt.rev) == (Verdict.APPLIED, week.id, week.version)
    row = weekly(Rater.LEARNER, "attitude")
    assert row and (row.n1, row.met1) == (2, 2)


def test_again_in_the_week_replaces_them_and_tells_the_mentor_that_the_week_moved_on(cast: Cast) -> None:
    first = rate_own(cast, VALUES)
    second = rate_own(cast, {"punctuality": "not_yet_meets"})
    assert second.rev == first.rev + 1
    (week,) = rated_weeks(cast.actor("learner"), [cast.learner.id], THIS_WEEK, THIS_WEEK)
    assert week.latest(Rater.LEARNER) == {"punctuality": "not_yet_meets"}


def test_after_the_approval_they_are_kept_beside_and_count_nowhere(cast: Cast) -> None:
    rate_own(cast, {"punctuality": "above_expectation"})
    rate_week(cast, "mentor", {"punctuality": "meets"})
    _approve(cast)
    receipt = rate_own(cast, {"punctuality": "meets"})
    assert receipt.verdict is Verdict.LATE_ADDITION
    assert db.session.query(WeekAssessment).filter_by(rater_role="learner").count() == 2
    (week,) = rated_weeks(cast.actor("teacher"), [cast.learner.id], THIS_WEEK, THIS_WEEK)
    assert week.latest(Rater.LEARNER) == {"punctuality": "above_expectation"}
    assert [rating.late for rating in week.ratings if rating.role is Rater.LEARNER] == [False, True]
    row = weekly(Rater.MENTOR, "attitude")
    assert row and (row.pairs, row.over, row.under) == (1, 1, 0)


def test_a_late_first_rating_gives_no_row_of_sums(cast: Cast) -> None:
    rate_week(cast, "mentor", {"punctuality": "meets"})
    _approve(cast)
    rate_own(cast, VALUES)
    assert weekly(Rater.LEARNER, "attitude") is None


def test_the_same_deed_again_gets_the_same_receipt(cast: Cast) -> None:
    op_id = new_id()
    first = rate_own(cast, VALUES, op_id=op_id)
    assert rate_own(cast, VALUES, op_id=op_id) == first
    with pytest.raises(OpReused):
        rate_own(cast, {}, op_id=op_id)
    assert db.session.query(Event).filter_by(deed="rate_own_week").count() == 1


def test_handing_in_forgets_the_draft(cast: Cast) -> None:
    key = week_key(cast.placement_id, THIS_WEEK)
    with transaction():
        save_draft(cast.actor("learner"), SaveDraft(SOFT_SKILLS, key, {"values": VALUES}))
    rate_own(cast, VALUES)
    assert not db.session.query(Draft).count()


@pytest.mark.parametrize(
    ("values", "field"),
    [({"juggling": "meets"}, "values.juggling"), ({"punctuality": "reached"}, "values.punctuality")],
)
def test_what_is_not_on_the_sheet_is_told_beside_its_item(cast: Cast, values: dict[str, str], field: str) -> None:
    with pytest.raises(Rejected) as refusal:
        rate_own(cast, values)
    assert set(refusal.value.errors) == {field}


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 8, 30)])
def test_a_coming_week_and_one_before_the_placement_are_refused(cast: Cast, day: date) -> None:
    with pytest.raises(Rejected) as refusal:
        rate_own(cast, VALUES, week=week_number(day))
    assert set(refusal.value.errors) == {"week"}


def test_a_week_after_the_placement_is_refused(cast: Cast) -> None:
    ended = ended_placement(cast)
    with pytest.raises(Rejected), transaction():
        rate_own_week(cast.actor("learner"), RateOwnWeek(new_id(), ended.id, THIS_WEEK, VALUES))


@pytest.mark.parametrize("who", ["other_learner", "foreign_learner"])
def test_another_learners_placement_is_not_there(cast: Cast, who: str) -> None:
    with pytest.raises(NotFound), transaction():
        rate_own_week(cast.actor(who), RateOwnWeek(new_id(), cast.placement_id, THIS_WEEK, VALUES))


@pytest.mark.parametrize("who", ["mentor", "teacher", "guardian"])
def test_only_learners_rate_themselves(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted), transaction():
        rate_own_week(cast.actor(who), RateOwnWeek(new_id(), cast.placement_id, THIS_WEEK, VALUES))
