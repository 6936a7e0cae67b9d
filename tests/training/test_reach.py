"""Who reaches which learner: by role, by relation, by dates, never across schools."""

from datetime import timedelta
from uuid import UUID

import pytest

from logbook.accounts.models import Membership, Person
from logbook.accounts.queries import roles_of
from logbook.core import clock
from logbook.core.errors import NotFound
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.training.models import ClassMember, Placement, PlacementMember
from logbook.training.queries import (
    class_of,
    classes_in_reach,
    learner_in_reach,
    learners_in_reach,
    placements_in_reach,
    relation_to,
    require_relation,
)
from tests.conftest import FRIDAY
from tests.factories import Cast, actor_of, join_class, join_placement, make_member, make_person

TODAY = FRIDAY.date()


def names(cast: Cast, who: str) -> set[str]:
    return {card.given_name for card in learners_in_reach(cast.actor(who))}


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("learner", {"Lotte"}),
        ("mentor", {"Lotte"}),
        ("other_mentor", {"Otto"}),
        ("supervisor", {"Lotte"}),
        ("teacher", {"Lotte", "Otto"}),
        ("counsellor", {"Lotte", "Otto"}),
        ("other_teacher", set()),
        ("coordinator", {"Lotte", "Otto"}),
        ("company_coordinator", {"Lotte"}),
        ("guardian", set()),  # the school does not let guardians read
        ("outsider", set()),
    ],
)
def test_each_role_reaches_its_own_learners(cast: Cast, who: str, expected: set[str]) -> None:
    assert names(cast, who) == expected
    actor = cast.actor(who)
    for learner in (cast.learner, cast.other_learner, cast.foreign_learner):
        reached = learner.given_name in expected
        assert (relation_to(actor, learner.id) is not None) is reached
        if reached:
            assert learner_in_reach(actor, learner.id).id == learner.id
        else:
            with pytest.raises(NotFound):
                learner_in_reach(actor, learner.id)
            with pytest.raises(NotFound):
                require_relation(actor, learner.id)


def test_a_guardian_reads_when_the_school_allows_it_until_the_child_is_18(cast: Cast) -> None:
    with transaction():
        cast.school.guardians_read = True
    assert names(cast, "guardian") == {"Lotte"}
    with transaction():
        db.session.get_one(Person, cast.learner.id).born_on = TODAY.replace(year=TODAY.year - 18)
    assert names(cast, "guardian") == set()


def test_a_mentor_keeps_access_for_fourteen_days_after_the_placement(cast: Cast) -> None:
    _end_placement(cast, 14)
    assert names(cast, "mentor") == {"Lotte"}
    _end_placement(cast, 15)
    assert names(cast, "mentor") == set()


def _end_placement(cast: Cast, days_ago: int) -> None:
    with transaction():
        db.session.get_one(Placement, cast.placement.id).until_date = TODAY - timedelta(days=days_ago)


def test_a_mentor_who_was_replaced_loses_access_after_fourteen_days(cast: Cast) -> None:
    with transaction():
        db.session.query(PlacementMember).filter_by(person_id=cast.mentor.id).update(
            {"until_date": TODAY - timedelta(days=15)}
        )
    assert names(cast, "mentor") == set()


def test_a_mentor_to_come_does_not_see_anything_yet(cast: Cast) -> None:
    with transaction():
        db.session.query(PlacementMember).filter_by(person_id=cast.mentor.id).update(
            {"from_date": TODAY + timedelta(days=1)}
        )
    assert names(cast, "mentor") == set()


def test_a_teacher_loses_the_class_on_the_day_after_the_end(cast: Cast) -> None:
    with transaction():
        db.session.query(ClassMember).filter_by(person_id=cast.teacher.id).update({"until_date": TODAY})
    assert names(cast, "teacher") == {"Lotte", "Otto"}
    with clock.freeze(FRIDAY + timedelta(days=1)):
        assert names(cast, "teacher") == set()


def test_a_learner_who_left_the_class_is_the_teachers_no_more(cast: Cast) -> None:
    with transaction():
        db.session.query(ClassMember).filter_by(person_id=cast.other_learner.id).update(
            {"until_date": TODAY - timedelta(days=1)}
        )
    assert names(cast, "teacher") == {"Lotte"}


def test_a_teacher_of_a_class_is_not_its_counsellor(cast: Cast) -> None:
    """Two roles, two ways in: being in a class as teacher opens nothing for the role of counsellor."""
    with transaction():
        person = make_person("Dubbel")
        db.session.add(Membership(person_id=person.id, school_id=cast.school.id, role="counsellor", from_date=TODAY))
        join_class(cast.group, person, Role.TEACHER)
    assert learners_in_reach(actor_of(person)) == []


def test_a_teacher_of_two_schools_reaches_only_the_classes_of_the_one_acted_for(cast: Cast) -> None:
    with transaction():
        make_member(cast.teacher, cast.other_school, Role.TEACHER)
    reached = {actor.school_id: learners_in_reach(actor) for actor in roles_of(cast.teacher.id)}
    assert len(reached[cast.school.id]) == 2 and reached[cast.other_school.id] == []


def test_a_supervisor_carries_the_sheets_that_were_given(cast: Cast) -> None:
    relation = require_relation(cast.actor("supervisor"), cast.learner.id)
    assert relation.sheets == {"lassen-constructie-geintegreerde-lasopdracht-hoeklas-pa"}
    assert not relation.mentors(cast.placement.id)
    assert require_relation(cast.actor("mentor"), cast.learner.id).mentors(cast.placement.id)


def test_a_mentor_of_two_learners_reaches_two_placements(cast: Cast) -> None:
    with transaction():
        join_placement(cast.other_placement, cast.mentor, Role.MENTOR)
    reached = set(db.session.scalars(placements_in_reach(cast.actor("mentor"))))
    assert reached == {cast.placement.id, cast.other_placement.id}


@pytest.mark.parametrize("who", ["teacher", "counsellor"])
def test_teachers_see_their_classes(cast: Cast, who: str) -> None:
    assert [group.name for group in classes_in_reach(cast.actor(who))] == ["6 LAS-d"]


def test_the_coordinator_sees_every_class_of_the_school_and_no_other(cast: Cast) -> None:
    assert {group.name for group in classes_in_reach(cast.actor("coordinator"))} == {"5 LAS-d", "6 LAS-d"}
    assert classes_in_reach(cast.actor("outsider")) == []


@pytest.mark.parametrize("who", ["other_teacher", "outsider", "learner", "mentor", "guardian"])
def test_others_do_not_find_the_class(cast: Cast, who: str) -> None:
    class_id: UUID = cast.group.id
    with pytest.raises(NotFound):
        class_of(cast.actor(who), class_id)
