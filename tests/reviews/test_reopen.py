"""An approval is taken back, with a reason: of an entry, of a week."""

from datetime import timedelta

import pytest

from logbook.core import clock
from logbook.core.errors import InvalidTransition, NotPermitted
from logbook.core.unit_of_work import transaction
from logbook.entries.models import EntryRevision, EntryState, WeekState
from logbook.extensions import db
from logbook.reviews.models import Remark
from logbook.reviews.services import reopen_entry, reopen_week
from tests.conftest import FRIDAY
from tests.entries.work import THIS_WEEK, deeds, stored, submit
from tests.factories import Cast
from tests.reviews.work import approve, day_of_work, typed, week_of_work, week_row, week_url


def test_reopening_an_entry_leaves_its_week_and_what_was_approved(cast: Cast, client_for) -> None:
    (entry_id,) = week_of_work(cast, 1)
    approve(cast, [entry_id])
    mentor = client_for(cast.mentor)
    form = typed(mentor.get(f"/entries/{entry_id}/reopen"), "main form")
    mentor.post(f"/entries/{entry_id}/reopen", form, 422)
    page = mentor.follow(mentor.post(f"/entries/{entry_id}/reopen", form | {"reason": "Toch niet"}))
    assert "Toch niet" in page.text
    week = week_row(cast)
    assert week is not None
    assert (week.state, stored(entry_id).state) == (WeekState.APPROVED, EntryState.REOPENED)
    assert deeds(entry_id)[-1] == ("reopen_entry", "approved", "reopened")
    submit(cast, entry_id, base_rev=1)
    assert stored(entry_id).approved_rev == 1
    assert db.session.query(EntryRevision).filter_by(entry_id=entry_id).count() == 2
    approve(cast, [entry_id])
    assert (stored(entry_id).state, stored(entry_id).approved_rev) == (EntryState.APPROVED, 2)


def test_reopening_a_week_changes_no_entry(cast: Cast, client_for) -> None:
    (entry_id,) = week_of_work(cast, 1)
    approve(cast, [entry_id])
    mentor = client_for(cast.mentor)
    form = typed(mentor.get(week_url(cast, "/reopen")), "main form")
    mentor.post(week_url(cast, "/reopen"), form, 422)
    page = mentor.follow(mentor.post(week_url(cast, "/reopen"), form | {"reason": "Houding vergeten"}))
    assert "Week goedkeuren" in page.text
    week = week_row(cast)
    assert week is not None
    assert (week.state, week.version, week.opened_at is None) == (WeekState.REOPENED, 3, False)
    assert db.session.query(Remark).one().text == "Houding vergeten"
    assert stored(entry_id).state == EntryState.APPROVED
    again = approve(cast, [], soft_rest=True)
    assert [deed for deed, *_ in deeds(again.id)] == ["approve_week", "reopen_week", "approve_week"]


def test_a_week_that_is_reopened_stays_so_and_an_open_one_cannot_be(cast: Cast) -> None:
    mentor, ids = cast.actor("mentor"), week_of_work(cast, 1)
    with pytest.raises(InvalidTransition), transaction():
        reopen_week(mentor, cast.placement_id, THIS_WEEK, "Daarom")
    approve(cast, ids)
    for _ in range(2):
        with transaction():
            week = reopen_week(mentor, cast.placement_id, THIS_WEEK, "Daarom")
    assert week.version == 3


def test_the_school_takes_back_only_what_the_school_approved(cast: Cast) -> None:
    teacher, ids = cast.actor("teacher"), week_of_work(cast, 1)
    approve(cast, ids)
    with pytest.raises(NotPermitted), transaction():
        reopen_week(teacher, cast.placement_id, THIS_WEEK, "Daarom")
    with pytest.raises(NotPermitted), transaction():
        reopen_entry(teacher, ids[0], "Daarom")


def test_a_teacher_takes_the_own_approval_back(cast: Cast) -> None:
    teacher, ids = cast.actor("teacher"), week_of_work(cast, 1)
    with clock.freeze(FRIDAY + timedelta(days=9)):
        approve(cast, ids, "teacher")
        with transaction():
            reopen_week(teacher, cast.placement_id, THIS_WEEK, "Daarom")
            reopen_entry(teacher, ids[0], "Daarom")
    assert stored(ids[0]).state == EntryState.REOPENED


@pytest.mark.parametrize("who", ["other_mentor", "supervisor", "learner", "outsider"])
def test_the_pages_are_not_for_others(cast: Cast, client_for, who: str) -> None:
    entry_id = day_of_work(cast)
    approve(cast, [entry_id])
    for path in (f"/entries/{entry_id}/reopen", week_url(cast, "/reopen")):
        client_for(getattr(cast, who)).post(path, {"reason": "Daarom"}, 404)
