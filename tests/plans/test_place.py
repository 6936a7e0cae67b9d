"""Beginning a plan, placing, moving and taking out cards."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from logbook.core.errors import NotFound, NotPermitted, Rejected, Stale
from logbook.core.events import Event
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.plans import services
from logbook.plans.models import Place, PlanItem, TrainingPlan
from logbook.plans.policy import Weeks, Where
from logbook.plans.queries.rows import MOST_ITEMS
from logbook.plans.services import Placing
from tests.factories import WELDING, Cast
from tests.pages import PageClient
from tests.plans.work import THIS_WEEK, cards, filled, more_sheets, plan_of, put, said, second_company, week

ClientFor = Callable[..., PageClient]
AT_SCHOOL = Where(Place.SCHOOL)


def test_a_plan_begins_with_every_sheet_of_the_track_to_be_placed(cast: Cast, client_for: ClientFor) -> None:
    more_sheets(2)
    teacher = client_for(cast.teacher)
    page = teacher.get(f"/learners/{cast.learner.id}/plan")
    assert "Nog geen plan" in page.text and "3 fiches" in page.text
    page = teacher.follow(teacher.post(f"/learners/{cast.learner.id}/plan", filled(page, "main form")))
    assert "0 van 3" in page.one("#coverage").get_text(" ") and "ontwerp" in page.text
    assert len(page.all(".pcard")) == 3
    teacher.post(f"/learners/{cast.learner.id}/plan", {})
    assert db.session.query(TrainingPlan).count() == 1 and db.session.query(PlanItem).count() == 3
    events = [each.deed for each in db.session.query(Event).filter(Event.thing == "plan")]
    assert sorted(events) == ["change_plan", "make_plan"]


def test_chosen_cards_get_a_place_and_weeks_in_one_form(cast: Cast, client_for: ClientFor) -> None:
    more_sheets(2)
    plan, teacher = plan_of(cast), client_for(cast.teacher)
    board = teacher.get(f"/learners/{cast.learner.id}/plan?pick=open")
    chosen = [str(box["value"]) for box in board.all("#plan-form input:checked")]
    assert len(chosen) == 3
    page = teacher.get(f"/plans/{plan.id}/place?" + "&".join(f"items[]={each}" for each in chosen[:2]))
    form = filled(page, "#place-form") | {"where": str(cast.placement_id), "first": week(), "last": week(2)}
    board = teacher.follow(teacher.post(f"/plans/{plan.id}/place", form))
    assert "2 van 3" in board.one("#coverage").get_text(" ")
    assert {each[1:] for each in said(plan)} == {("workplace", 0)} and len(said(plan)) == 2
    teacher.post(f"/plans/{plan.id}/place", form)  # the same form twice
    assert len(said(plan)) == 2 and db.session.get_one(TrainingPlan, plan.id).version == 3


def test_a_card_moves_and_with_also_stands_at_both_places(cast: Cast) -> None:
    plan = put(cast, WELDING)
    [card] = cards(plan)
    put(cast, items=(card.id,), where=AT_SCHOOL, first=1, last=2)
    assert said(plan) == [(WELDING, "school", 1)]
    [card] = cards(plan)
    put(cast, items=(card.id,), first=5, last=6, also=True)
    assert said(plan) == [(WELDING, "school", 1), (WELDING, "workplace", 5)]


def test_several_companies_take_their_turns(cast: Cast) -> None:
    other = second_company(cast)
    plan = put(cast, WELDING, last=3)
    put(cast, WELDING, where=Where(Place.WORKPLACE, other.id), first=4, last=7)
    assert [(row.placement_id, row.place) for row in cards(plan)] == [
        (cast.placement_id, "workplace"),
        (other.id, "workplace"),
    ]


def test_cards_move_by_weeks_and_out(cast: Cast, client_for: ClientFor) -> None:
    plan, teacher = put(cast, WELDING), client_for(cast.teacher)
    address = f"/plans/{plan.id}/place?items[]={cards(plan)[0].id}"
    form = filled(teacher.get(address), "#place-form")
    teacher.post(f"/plans/{plan.id}/shift", form | {"weeks": "1"})
    assert said(plan) == [(WELDING, "workplace", 1)]
    assert "intussen iets veranderd" in teacher.post(f"/plans/{plan.id}/shift", form | {"weeks": "1"}, 409).text
    form = filled(teacher.get(address), "#place-form")
    teacher.post(f"/plans/{plan.id}/remove", form)
    teacher.post(f"/plans/{plan.id}/remove", form)  # gone already
    assert cards(plan) == []
    page = teacher.get(f"/learners/{cast.learner.id}/plan")
    assert "staat niet in het plan" in page.text
    teacher.post(f"/plans/{plan.id}/ready", filled(page, "#coverage form"))
    assert [(row.sheet_id, row.place) for row in cards(plan)] == [(WELDING, "open")]


def test_what_was_typed_is_kept_when_the_plan_changed_meanwhile(cast: Cast, client_for: ClientFor) -> None:
    plan, teacher = put(cast, WELDING), client_for(cast.teacher)
    form = filled(teacher.get(f"/plans/{plan.id}/place?items[]={cards(plan)[0].id}"), "#place-form")
    put(cast, WELDING, where=AT_SCHOOL, first=8, last=9)
    typed = form | {"note": "Samen met Lies", "first": week(2), "last": week(3)}
    page = teacher.post(f"/plans/{plan.id}/place", typed, 409)
    again = filled(page, "#place-form")
    assert "intussen iets veranderd" in page.text and again["note"] == "Samen met Lies" and again["first"] == week(2)
    teacher.post(f"/plans/{plan.id}/place", again)
    assert (WELDING, "workplace", 2) in said(plan) and (WELDING, "school", 8) in said(plan)


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"where": "nowhere"}, "Dit kennen we niet."),
        ({"where": str(uuid4())}, "Dit is geen plaats van deze leerling."),
        ({"first": "2026-W99"}, "Dit kennen we niet."),
        ({"first": "2030-W10", "last": "2030-W11"}, "Kies weken in dit schooljaar."),
        ({"last": "2026-W40"}, "De laatste week komt na de eerste."),
        ({"note": "x" * 301}, "Dit is te lang."),
        ({"items[]": "", "sheets[]": "bestaat-niet"}, "Deze fiche is er niet (meer)."),
        ({"items[]": "", "sheets[]": ""}, "Kies minstens één fiche."),
        ({"version": "veel"}, "Vul een heel getal in."),
    ],
)
def test_what_cannot_be_is_told_beside_the_field(
    wrong: dict[str, str], word: str, cast: Cast, client_for: ClientFor
) -> None:
    plan, teacher = put(cast, WELDING), client_for(cast.teacher)
    form = filled(teacher.get(f"/plans/{plan.id}/place?items[]={cards(plan)[0].id}"), "#place-form")
    assert word in teacher.post(f"/plans/{plan.id}/place", form | wrong, 422).text
    assert said(plan) == [(WELDING, "workplace", 0)]


def test_anothers_placement_or_plan_is_not_there(cast: Cast) -> None:
    plan, weeks = put(cast, WELDING), Weeks(THIS_WEEK, THIS_WEEK)
    other = Where(Place.WORKPLACE, cast.other_placement.id)
    with pytest.raises(Rejected), transaction():
        services.place_sheets(cast.actor("teacher"), plan.id, Placing(plan.version, other, weeks, (), (WELDING,)))
    for who in ("other_teacher", "outsider", "other_learner", "other_mentor"):
        with pytest.raises(NotFound), transaction():
            services.remove_items(cast.actor(who), plan.id, plan.version, [cards(plan)[0].id])
    for who in ("learner", "mentor", "company_coordinator"):
        with pytest.raises(NotPermitted), transaction():
            services.place_sheets(cast.actor(who), plan.id, Placing(plan.version, AT_SCHOOL, weeks, (), (WELDING,)))


def test_a_card_stays_within_the_school_year(cast: Cast) -> None:
    plan = put(cast, WELDING, first=-11, last=-11)
    with pytest.raises(Rejected), transaction():
        services.shift_items(cast.actor("teacher"), plan.id, plan.version, [cards(plan)[0].id], -1)
    with pytest.raises(Stale), transaction():
        services.shift_items(cast.actor("teacher"), plan.id, plan.version - 1, [cards(plan)[0].id], 1)


def test_a_sheet_is_left_open_for_a_reason(cast: Cast, client_for: ClientFor) -> None:
    plan, teacher = plan_of(cast), client_for(cast.coordinator)
    form = filled(teacher.get(f"/plans/{plan.id}/place?items[]={cards(plan)[0].id}"), "#place-form")
    del form["first"], form["last"]
    teacher.post(f"/plans/{plan.id}/place", form | {"where": "open", "note": "geen toestel"})
    assert "bewust open: geen toestel" in teacher.get(f"/learners/{cast.learner.id}/plan").text
    assert [row.note for row in cards(plan)] == ["geen toestel"]


def test_a_track_with_more_sheets_than_a_plan_holds_fills_it(cast: Cast) -> None:
    more_sheets(MOST_ITEMS + 2)
    plan = plan_of(cast)
    assert len(cards(plan)) == MOST_ITEMS
    with transaction():
        assert services.ready_sheets(cast.actor("teacher"), plan.id, plan.version).version == plan.version
