"""Writing what others rate: one row for each rater and round, blind ones frozen."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from logbook.core import clock
from logbook.core.errors import InvalidTransition
from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Week
from logbook.entries.queries import rated_rounds, round_of, week_of, weeks_of
from logbook.entries.services import lock_learner, open_round, week_for_update
from logbook.extensions import db
from logbook.sheets.queries import latest_version
from tests.conftest import FRIDAY
from tests.entries.work import THIS_WEEK, TODAY, deeds, rate, round_id_of, submit
from tests.factories import WELDING, Cast


def test_rating_again_replaces_the_own_rating_and_no_other(cast: Cast) -> None:
    receipt = submit(cast)
    round_id = round_id_of(receipt.entry_id)
    rate(cast, "mentor", round_id, {"crack_free": "reached"})
    rate(cast, "supervisor", round_id, {"crack_free": "reached"})
    rate(cast, "mentor", round_id, {"crack_free": "not_yet_reached"})
    rated = round_of(cast.actor("teacher"), receipt.entry_id)  # type: ignore[arg-type]
    assert rated and len(rated.ratings) == 3
    assert rated.latest(Rater.MENTOR) == {"crack_free": "not_yet_reached"}
    assert rated.latest(Rater.SUPERVISOR) == {"crack_free": "reached"}


def test_a_blind_rating_is_frozen_and_a_correction_stands_beside_it(cast: Cast) -> None:
    receipt = submit(cast)
    round_id = round_id_of(receipt.entry_id)
    rate(cast, "mentor", round_id, {"crack_free": "not_yet_reached", "undercut": "reached"}, blind=True)
    with pytest.raises(InvalidTransition):
        rate(cast, "mentor", round_id, {"crack_free": "reached"}, blind=True)
    rate(cast, "mentor", round_id, {"crack_free": "reached"})
    rated = round_of(cast.actor("mentor"), receipt.entry_id)  # type: ignore[arg-type]
    assert rated and rated.latest(Rater.MENTOR) == {"crack_free": "reached", "undercut": "reached"}
    assert rated.compared(Rater.MENTOR) == {"crack_free": "not_yet_reached", "undercut": "reached"}
    assert rated.rated_by(cast.mentor.id) and not rated.rated_by(cast.teacher.id)


def test_the_latest_of_several_mentors_is_the_mentors_view(cast: Cast) -> None:
    round_id = round_id_of(submit(cast).entry_id)
    rate(cast, "mentor", round_id, {"crack_free": "reached"})
    with clock.freeze(FRIDAY + timedelta(minutes=5)):
        rate(cast, "other_mentor", round_id, {"crack_free": "not_yet_reached"})
    (rated,) = rated_rounds(cast.actor("teacher"), [cast.learner.id], TODAY, TODAY)
    assert rated.latest(Rater.MENTOR) == {"crack_free": "not_yet_reached"}


def test_a_teacher_opens_a_round_without_an_entry(cast: Cast) -> None:
    teacher = cast.actor("teacher")
    with transaction():
        lock_learner(cast.learner.id)
        opened = open_round(teacher, cast.learner.id, latest_version(teacher, WELDING), TODAY, "reflection")
    rate(cast, "teacher", opened.id, {"crack_free": "reached"})
    (rated,) = rated_rounds(teacher, [cast.learner.id], TODAY, TODAY)
    assert (rated.entry_id, rated.state, rated.minutes, rated.placement_id) == (None, None, None, None)
    assert rated.latest(Rater.TEACHER) == {"crack_free": "reached"}
    assert deeds(opened.id) == [("open_round", None, "reflection")]


def test_a_week_is_made_on_first_use_and_once(cast: Cast) -> None:
    mentor = cast.actor("mentor")
    assert week_of(mentor, cast.placement_id, THIS_WEEK) is None
    with transaction():
        first = week_for_update(mentor, cast.learner.id, cast.placement_id, THIS_WEEK).id
        assert week_for_update(mentor, cast.learner.id, cast.placement_id, THIS_WEEK).id == first
    assert [week.id for week in weeks_of(mentor, [cast.learner.id], THIS_WEEK, THIS_WEEK)] == [first]
    assert week_of(cast.actor("outsider"), cast.placement_id, THIS_WEEK) is None
    assert not weeks_of(cast.actor("outsider"), [cast.learner.id], THIS_WEEK, THIS_WEEK)


def test_the_database_itself_keeps_a_week_single(cast: Cast) -> None:
    def make() -> None:
        with transaction():
            db.session.add(
                Week(school_id=cast.school.id, learner_id=cast.learner.id, placement_id=cast.placement_id, week=1)
            )

    make()
    with pytest.raises(IntegrityError):
        make()


def test_rounds_of_another_school_and_other_days_are_left_out(cast: Cast) -> None:
    submit(cast)
    assert not rated_rounds(cast.actor("outsider"), [cast.learner.id], TODAY, TODAY)
    assert not rated_rounds(cast.actor("teacher"), [cast.learner.id], date(2026, 11, 1), date(2026, 11, 19))
    assert not rated_rounds(cast.actor("teacher"), [cast.learner.id], TODAY, TODAY, sheet_id="emt-smeren")
    assert not rated_rounds(
        cast.actor("teacher"), [cast.learner.id], TODAY, TODAY, placement_id=cast.other_placement.id
    )
    assert rated_rounds(
        cast.actor("teacher"), [cast.learner.id], TODAY, TODAY, sheet_id=WELDING, placement_id=cast.placement_id
    )
