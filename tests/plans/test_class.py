"""The plans of a class in a table, and the same sheets in many of them at once."""

from collections.abc import Callable
from datetime import date

import pytest

from logbook.core.errors import NotFound, NotPermitted, Rejected, Stale
from logbook.core.events import Event
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.plans import services
from logbook.plans.models import Place, PlanItem, TrainingPlan
from logbook.plans.policy import Weeks, Where
from logbook.plans.queries import Bulk
from logbook.training.models import Placement
from tests.factories import WELDING, Cast
from tests.pages import PageClient
from tests.plans.work import THIS_WEEK, cards, filled, more_sheets, plan_of, put, said, week

ClientFor = Callable[..., PageClient]


def test_the_table_says_how_far_each_plan_is(cast: Cast, client_for: ClientFor) -> None:
    more_sheets(3)
    put(cast, WELDING, first=-2, last=-1)
    rows = [
        row.get_text(" ", strip=True)
        for row in client_for(cast.teacher).get(f"/classes/{cast.group.id}/plans").all("tbody tr")
    ]
    assert rows == ["Lotte Proefpersoon 1 van 4 3 0 0 1 nog niet akkoord", "Otto Proefpersoon nog geen plan"]


def test_chosen_learners_get_the_same_sheets_after_a_look_at_what_changes(cast: Cast, client_for: ClientFor) -> None:
    sheets, teacher = more_sheets(2), client_for(cast.teacher)
    plan = put(cast, WELDING, where=Where(Place.SCHOOL), first=5, last=6)
    before = db.session.query(Event).count()
    form = filled(teacher.get(f"/classes/{cast.group.id}/plans/place"), "#bulk-form")
    assert len(form["learners[]"]) == 2
    asked = form | {"sheets[]": [WELDING, *sheets], "place": "workplace", "first": week(1), "last": week(2)}
    page = teacher.post(f"/classes/{cast.group.id}/plans/preview", asked, 200)
    lotte, otto = (row.get_text(" ", strip=True) for row in page.all("main .list > .row"))
    assert "komt erbij: Proeffiche 01, Proeffiche 02" in lotte and "staat al elders: Hoeklas PA" in lotte
    assert "komt erbij: Hoeklas PA, Proeffiche 01, Proeffiche 02" in otto
    assert db.session.query(Event).filter(Event.deed != "look").count() == before
    go = filled(page, "#bulk-go")
    assert "2 plannen aangepast" in teacher.follow(teacher.post(f"/classes/{cast.group.id}/plans/place", go)).text
    assert [each[:2] for each in said(plan)] == [
        (WELDING, "school"),
        (sheets[0], "workplace"),
        (sheets[1], "workplace"),
    ]
    other = db.session.query(TrainingPlan).filter_by(learner_id=cast.other_learner.id).one()
    assert {row.placement_id for row in cards(other)} == {cast.other_placement.id}
    teacher.post(f"/classes/{cast.group.id}/plans/place", go)  # the same again
    assert db.session.query(PlanItem).count() == 6


def test_who_has_no_workplace_in_those_weeks_is_left_out_and_named(cast: Cast, client_for: ClientFor) -> None:
    with transaction():
        db.session.get_one(Placement, cast.other_placement.id).until_date = date(2026, 11, 1)
    teacher = client_for(cast.teacher)
    form = filled(teacher.get(f"/classes/{cast.group.id}/plans/place"), "#bulk-form")
    page = teacher.post(
        f"/classes/{cast.group.id}/plans/preview", form | {"sheets[]": [WELDING], "place": "workplace"}, 200
    )
    assert "overgeslagen: geen werkplek in deze weken" in page.text
    teacher.post(f"/classes/{cast.group.id}/plans/place", filled(page, "#bulk-go"))
    assert {each.learner_id for each in db.session.query(TrainingPlan)} == {cast.learner.id}


def test_a_plan_that_changed_since_the_preview_is_shown_anew(cast: Cast, client_for: ClientFor) -> None:
    sheets, teacher = more_sheets(2), client_for(cast.teacher)
    plan = plan_of(cast)
    form = filled(teacher.get(f"/classes/{cast.group.id}/plans/place"), "#bulk-form")
    page = teacher.post(f"/classes/{cast.group.id}/plans/preview", form | {"sheets[]": sheets, "place": "school"}, 200)
    put(cast, sheets[0], first=9, last=9)
    again = teacher.post(f"/classes/{cast.group.id}/plans/place", filled(page, "#bulk-go"), 409)
    assert "intussen iets veranderd" in again.text and "staat al elders" in again.text
    assert db.session.query(TrainingPlan).count() == 1
    teacher.post(f"/classes/{cast.group.id}/plans/place", filled(again, "#bulk-go"))
    assert [each[:2] for each in said(plan)] == [(sheets[0], "workplace"), (sheets[1], "school")]


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"sheets[]": []}, "Kies minstens één fiche."),
        ({"sheets[]": ["nergens"]}, "Deze fiche is er niet (meer)."),
        ({"learners[]": []}, "Kies minstens één leerling."),
        ({"place": "kantine"}, "Dit kennen we niet."),
        ({"first": "2026-W50", "last": "2026-W48"}, "De laatste week komt na de eerste."),
        ({"first": "nu"}, "Dit kennen we niet."),
    ],
)
def test_what_cannot_be_is_told_before_anything_changes(
    wrong: dict[str, object], word: str, cast: Cast, client_for: ClientFor
) -> None:
    teacher = client_for(cast.teacher)
    form = filled(teacher.get(f"/classes/{cast.group.id}/plans/place"), "#bulk-form")
    asked = form | {"sheets[]": [WELDING], "place": "school"} | wrong
    for address in ("preview", "place"):
        assert word in teacher.post(f"/classes/{cast.group.id}/plans/{address}", asked, 422).text
    assert db.session.query(TrainingPlan).count() == 0


def test_only_the_classs_own_staff_may_and_only_for_its_learners(cast: Cast) -> None:
    weeks = Weeks(THIS_WEEK, THIS_WEEK)
    bulk = Bulk({cast.learner.id: 0}, (WELDING,), Place.SCHOOL, weeks)
    for who in ("other_teacher", "outsider"):
        with pytest.raises(NotFound), transaction():
            services.plan_for_class(cast.actor(who), cast.group.id, bulk)
    with pytest.raises(NotPermitted), transaction():
        services.plan_for_class(cast.actor("mentor"), cast.group.id, bulk)
    other = Bulk({cast.foreign_learner.id: 0}, (WELDING,), Place.SCHOOL, weeks)
    with pytest.raises(Rejected), transaction():
        services.plan_for_class(cast.actor("teacher"), cast.group.id, other)
    with pytest.raises(Stale), transaction():
        unseen = Bulk({cast.learner.id: None}, (WELDING,), Place.SCHOOL, weeks)
        services.plan_for_class(cast.actor("teacher"), cast.group.id, unseen)


def test_the_table_takes_as_many_queries_with_few_cards_as_with_many(
    cast: Cast, client_for: ClientFor, count_queries: Callable[[Callable[[], object]], list[str]]
) -> None:
    sheets, teacher, address = more_sheets(20), client_for(cast.teacher), f"/classes/{cast.group.id}/plans"
    put(cast, sheets[0])
    teacher.get(address)
    few = len(count_queries(lambda: teacher.get(address)))
    with transaction():
        bulk = Bulk({cast.other_learner.id: 0}, tuple(sheets), Place.SCHOOL, Weeks(THIS_WEEK, THIS_WEEK + 3))
        services.plan_for_class(cast.actor("teacher"), cast.group.id, bulk)
    put(cast, *sheets, first=4, last=5)
    teacher.get(address)
    assert len(count_queries(lambda: teacher.get(address))) == few <= 14
