"""At most three learners a mentor at the same time: whatever the school, whoever is first, unless there is a reason."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from logbook.accounts.models import Company
from logbook.core.errors import Rejected
from logbook.core.events import Event
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.training.models import Placement, PlacementMember
from logbook.training.policy import Period, first_day_without, most_at_once
from logbook.training.services import change_placement, place_learner
from tests.entries.test_simultaneous import at_once
from tests.factories import (
    Cast,
    add,
    join_placement,
    make_member,
    make_person,
    make_placement,
    make_workplace,
)
from tests.training.work import NEXT_MONDAY, YEAR_END, command, new_learners, place, terms


def test_a_third_learner_is_allowed_and_a_fourth_is_not(cast: Cast) -> None:
    second, third, fourth = new_learners(cast, 3)
    place(cast, second)
    place(cast, third)
    with pytest.raises(Rejected) as refused:
        place(cast, fourth)
    assert list(refused.value.errors) == ["over_limit"]
    assert db.session.query(Placement).filter_by(learner_id=fourth.id).count() == 0


def test_the_coordinator_may_make_an_exception_with_a_reason_that_is_kept(cast: Cast) -> None:
    second, third, fourth = new_learners(cast, 3)
    place(cast, second)
    place(cast, third)
    placement = place(cast, fourth, over_limit="De andere mentor is ziek.")
    member = db.session.get_one(PlacementMember, (placement.id, cast.mentor.id, "mentor"))
    assert member.over_limit == "De andere mentor is ziek."
    deeds = [event.deed for event in db.session.query(Event).filter_by(thing_id=str(placement.id))]
    assert deeds == ["place_over_limit"]


def test_a_needless_reason_is_not_kept(cast: Cast) -> None:
    (second,) = new_learners(cast, 1)
    placement = place(cast, second, over_limit="Voor de zekerheid.")
    assert db.session.get_one(PlacementMember, (placement.id, cast.mentor.id, "mentor")).over_limit is None


def test_learners_of_another_school_count_and_are_not_told(cast: Cast) -> None:
    with transaction():
        company: Company = add(Company(school_id=cast.other_school.id, name="Geheim bv"))
        make_member(cast.mentor, cast.other_school, Role.MENTOR, company)
        for _ in range(2):
            learner = make_person("Verborgen")
            placement = make_placement(cast.other_school, learner, make_workplace(cast.other_school, company))
            join_placement(placement, cast.mentor, Role.MENTOR)
    with pytest.raises(Rejected) as refused:
        place(cast, new_learners(cast, 1)[0])
    words = " ".join(refused.value.errors["over_limit"])
    assert "Geheim" not in words and "Verborgen" not in words and cast.other_school.name not in words


def test_who_is_placed_later_than_another_leaves_counts_not_with_that_one(cast: Cast) -> None:
    second, third, fourth = new_learners(cast, 3)
    place(cast, second, until_date=NEXT_MONDAY + timedelta(days=30))
    place(cast, third)
    place(cast, fourth, from_date=NEXT_MONDAY + timedelta(days=31))


def test_a_longer_placement_is_counted_anew(cast: Cast) -> None:
    second, third, fourth = new_learners(cast, 3)
    short = place(cast, second, until_date=NEXT_MONDAY + timedelta(days=30))
    place(cast, third)
    place(cast, fourth, from_date=NEXT_MONDAY + timedelta(days=31))
    coordinator, longer = cast.actor("coordinator"), terms(until_date=YEAR_END)
    with pytest.raises(Rejected), transaction():
        change_placement(coordinator, short.id, longer)
    db.session.rollback()
    with transaction():
        change_placement(coordinator, short.id, longer, "Zo is het afgesproken.")
    member = db.session.get_one(PlacementMember, (short.id, cast.mentor.id, "mentor"))
    assert member.over_limit == "Zo is het afgesproken."


def test_of_four_at_once_only_two_are_placed(clean: Flask, cast: Cast) -> None:
    """The mentor has one learner: of four coordinators at the same moment two are told that it is full."""
    actor = cast.actor("coordinator")
    commands = [command(cast, learner) for learner in new_learners(cast, 4)]
    db.session.rollback()
    results = at_once(clean, *[lambda each=each: place_learner(actor, each) for each in commands])  # type: ignore[misc]
    assert sum(isinstance(each, Rejected) for each in results) == 2
    assert db.session.query(PlacementMember).filter_by(person_id=cast.mentor.id, role="mentor").count() == 3


def test_the_same_form_sent_four_times_at_once_is_one_placement(clean: Flask, cast: Cast) -> None:
    actor, same = cast.actor("coordinator"), command(cast, new_learners(cast, 1)[0])
    db.session.rollback()
    results = at_once(clean, *[lambda: place_learner(actor, same)] * 4)
    assert sum(isinstance(each, Rejected) for each in results) == 3
    assert db.session.query(Placement).filter_by(learner_id=same.learner_id).count() == 1


FIRST = date(2026, 9, 1)
days = st.integers(0, 40).map(lambda offset: FIRST + timedelta(days=offset))
LEARNERS: list[UUID] = [uuid4() for _ in range(5)]


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first = draw(days)
    last = draw(st.none() | st.integers(0, 20).map(lambda offset: first + timedelta(days=offset)))
    return Period(draw(st.sampled_from(LEARNERS)), first, last)


@given(st.lists(periods(), max_size=8), days, st.integers(0, 30))
def test_the_count_is_that_of_every_day_taken_one_by_one(known: list[Period], first: date, length: int) -> None:
    every_day = [first + timedelta(days=offset) for offset in range(length + 1)]
    slowly = max(len({each.learner_id for each in known if each.on(day)}) for day in every_day)
    assert most_at_once(known, first, every_day[-1]) == slowly


@given(st.lists(periods(), max_size=8), days, st.integers(0, 30))
def test_the_first_day_without_is_the_first_that_no_period_holds(known: list[Period], first: date, length: int) -> None:
    every_day = [first + timedelta(days=offset) for offset in range(length + 1)]
    slowly = next((day for day in every_day if not any(each.on(day) for each in known)), None)
    assert first_day_without(known, first, every_day[-1]) == slowly
