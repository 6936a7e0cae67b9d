"""Mentors and supervisors come and go, one takes over from another, and no day is without a mentor."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from logbook.core import clock
from logbook.core.errors import NotPermitted, Rejected
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.training.models import Placement, PlacementMember
from logbook.training.queries import learners_in_reach
from logbook.training.services import AddMember, ArrangeCover, ChangeMember, add_member, arrange_cover, change_member
from tests.conftest import FRIDAY
from tests.factories import WELDING, Cast, actor_of
from tests.pages import PageClient
from tests.training.work import TODAY, new_learners, new_mentor, place

ONE_WEEK = timedelta(days=7)


def test_the_last_mentor_cannot_leave_before_another_is_there(cast: Cast) -> None:
    actor, leaving = cast.actor("coordinator"), ChangeMember(until_date=TODAY + ONE_WEEK)
    with pytest.raises(Rejected), transaction():
        change_member(actor, cast.placement_id, cast.mentor.id, Role.MENTOR, leaving)
    db.session.rollback()
    nora = new_mentor(cast)
    with transaction():
        add_member(actor, cast.placement_id, AddMember(nora.id, Role.MENTOR, TODAY + ONE_WEEK, main=True))
        change_member(actor, cast.placement_id, cast.mentor.id, Role.MENTOR, leaving)
    mains = db.session.query(PlacementMember).filter_by(placement_id=cast.placement_id, main=True).all()
    assert [each.person_id for each in mains] == [nora.id]


def test_a_supervisor_gets_sheets_and_is_never_the_main_mentor(cast: Cast) -> None:
    actor = cast.actor("coordinator")
    with pytest.raises(Rejected), transaction():
        change_member(actor, cast.placement_id, cast.supervisor.id, Role.SUPERVISOR, ChangeMember(None, main=True))
    db.session.rollback()
    with pytest.raises(Rejected), transaction():
        change_member(
            actor, cast.placement_id, cast.supervisor.id, Role.SUPERVISOR, ChangeMember(None, sheets=("bestaat-niet",))
        )
    db.session.rollback()
    with transaction():
        change_member(
            actor, cast.placement_id, cast.supervisor.id, Role.SUPERVISOR, ChangeMember(None, sheets=(WELDING,))
        )


def test_somebody_of_another_company_or_school_cannot_join(cast: Cast) -> None:
    actor = cast.actor("coordinator")
    for stranger in (cast.other_mentor, cast.outsider, cast.foreign_learner, cast.teacher):
        with pytest.raises(Rejected), transaction():
            add_member(actor, cast.placement_id, AddMember(stranger.id, Role.MENTOR, TODAY))
        db.session.rollback()


def test_who_left_can_come_back(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    client, here = client_for(cast.coordinator), f"/placements/{cast.placement_id}/members"
    edit = f"{here}/{cast.supervisor.id}/supervisor"
    client.post(edit, {"until_date": (TODAY - ONE_WEEK).isoformat()})
    again = {"person_id": str(cast.supervisor.id), "role": "supervisor", "from_date": TODAY.isoformat()}
    client.post(f"{here}/new", again)
    client.post(f"{here}/new", again, 422)


def cover(cast: Cast, second, **changes):
    """Return a command: the second mentor takes over from the cast's, from today for a week."""
    values = {
        "mentor_id": cast.mentor.id,
        "cover_id": second.id,
        "from_date": TODAY,
        "until_date": TODAY + ONE_WEEK,
        "note": "Lotte werkt aan de hoeklas.",
    }
    return ArrangeCover(**values | changes)


def test_a_mentor_lets_a_colleague_take_over_and_both_see_the_learner(cast: Cast) -> None:
    nora = new_mentor(cast)
    assert learners_in_reach(actor_of(nora)) == []
    with transaction():
        arrange_cover(cast.actor("mentor"), cast.placement_id, cover(cast, nora))
    for who in (cast.actor("mentor"), actor_of(nora)):
        assert [each.id for each in learners_in_reach(who)] == [cast.learner.id]
    with clock.freeze(FRIDAY + timedelta(days=7 + 15)):
        assert learners_in_reach(actor_of(nora)) == []


def test_only_the_mentor_in_question_or_the_coordinator_arranges_it(cast: Cast) -> None:
    nora = new_mentor(cast)
    for who in ("other_mentor", "teacher", "learner", "supervisor", "company_coordinator"):
        with pytest.raises(NotPermitted), transaction():
            arrange_cover(cast.actor(who), cast.placement_id, cover(cast, nora))
        db.session.rollback()


def test_a_mentor_gives_nobody_a_fourth_learner(cast: Cast) -> None:
    nora = new_mentor(cast)
    for learner in new_learners(cast, 3):
        place(cast, learner, mentor_id=nora.id)
    far = cover(cast, nora, until_date=TODAY + 2 * ONE_WEEK, over_limit="Het moet nu eenmaal.")
    with pytest.raises(Rejected) as refused, transaction():
        arrange_cover(cast.actor("mentor"), cast.placement_id, far)
    assert "over_limit" in refused.value.errors
    db.session.rollback()
    with transaction():
        arrange_cover(cast.actor("coordinator"), cast.placement_id, far)


def test_the_cover_lies_in_the_placement_and_covers_do_not_overlap(cast: Cast) -> None:
    nora, actor = new_mentor(cast), cast.actor("coordinator")
    with transaction():
        db.session.get_one(Placement, cast.placement_id).until_date = TODAY + 4 * ONE_WEEK
        arrange_cover(actor, cast.placement_id, cover(cast, nora))
    wrong = [
        {},
        {"from_date": TODAY - ONE_WEEK},
        {"until_date": TODAY - ONE_WEEK},
        {"until_date": TODAY + 5 * ONE_WEEK, "from_date": TODAY + 3 * ONE_WEEK},
        {"cover_id": cast.mentor.id},
        {"cover_id": cast.other_mentor.id, "from_date": TODAY + 2 * ONE_WEEK, "until_date": TODAY + 3 * ONE_WEEK},
    ]
    for changes in wrong:
        with pytest.raises(Rejected), transaction():
            arrange_cover(actor, cast.placement_id, cover(cast, nora, **changes))
        db.session.rollback()


def test_the_note_is_for_the_team_and_not_for_the_learner(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    nora = new_mentor(cast)
    with transaction():
        arrange_cover(cast.actor("mentor"), cast.placement_id, cover(cast, nora))
    here = f"/placements/{cast.placement_id}"
    assert "Lotte werkt aan de hoeklas." in client_for(nora).get(here).text
    page = client_for(cast.learner).get(here)
    assert "vervangt" in page.text and "hoeklas" not in page.text


def test_who_left_and_takes_over_later_sees_nothing_before(cast: Cast) -> None:
    nora, actor = new_mentor(cast), cast.actor("coordinator")
    with clock.freeze(FRIDAY - 10 * ONE_WEEK), transaction():
        add_member(actor, cast.placement_id, AddMember(nora.id, Role.MENTOR, TODAY - 10 * ONE_WEEK))
    with transaction():
        change_member(actor, cast.placement_id, nora.id, Role.MENTOR, ChangeMember(TODAY - 8 * ONE_WEEK))
    assert learners_in_reach(actor_of(nora)) == []
    later = cover(cast, nora, from_date=TODAY + 4 * ONE_WEEK, until_date=TODAY + 5 * ONE_WEEK)
    with transaction():
        arrange_cover(cast.actor("mentor"), cast.placement_id, later)
    assert learners_in_reach(actor_of(nora)) == []
    with clock.freeze(FRIDAY + 4 * ONE_WEEK):
        assert [each.id for each in learners_in_reach(actor_of(nora))] == [cast.learner.id]


def test_who_comes_back_later_sees_nothing_before(cast: Cast) -> None:
    actor = cast.actor("coordinator")
    left, again = ChangeMember(TODAY - 4 * ONE_WEEK), TODAY + 4 * ONE_WEEK
    with transaction():
        change_member(actor, cast.placement_id, cast.supervisor.id, Role.SUPERVISOR, left)
        add_member(actor, cast.placement_id, AddMember(cast.supervisor.id, Role.SUPERVISOR, again))
    assert learners_in_reach(cast.actor("supervisor")) == []
