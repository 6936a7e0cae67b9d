"""Learner and mentor agree; a change afterwards takes that back and shows what changed."""

from collections.abc import Callable

import pytest

from logbook.core.errors import InvalidTransition, NotPermitted, Stale
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.plans import services
from logbook.plans.models import Place, PlanAgreement, PlanItem, TrainingPlan
from logbook.plans.policy import Where
from tests.factories import WELDING, Cast
from tests.pages import Page, PageClient
from tests.plans.work import cards, filled, more_sheets, plan_of, put, second_company

ClientFor = Callable[..., PageClient]


def agree(client: PageClient, address: str) -> Page:
    """Tap the yes on a plan's page."""
    page = client.get(address)
    return client.follow(client.post(str(page.one("#agreement form")["action"]), filled(page, "#agreement form")))


def state(plan: TrainingPlan) -> str:
    db.session.expire_all()
    return db.session.get_one(TrainingPlan, plan.id).state


def test_a_plan_is_agreed_once_learner_and_mentor_said_yes(cast: Cast, client_for: ClientFor) -> None:
    plan = put(cast, WELDING)
    page = agree(client_for(cast.learner), "/plan")
    assert "Je ging akkoord" in page.text and not page.all("#agreement form") and state(plan) == "draft"
    assert "Lotte Proefpersoon akkoord op vandaag 15:32" in page.one("#agreement").get_text(" ", strip=True)
    page = agree(client_for(cast.mentor), f"/learners/{cast.learner.id}/plan")
    assert state(plan) == "agreed" and "Piet Proefpersoon" in page.one("#agreement").get_text(" ", strip=True)
    with transaction():
        services.agree_plan(cast.actor("mentor"), plan.id, plan.version)  # again
    assert db.session.query(PlanAgreement).count() == 2


def test_each_company_that_the_plan_names_agrees(cast: Cast) -> None:
    other = second_company(cast)
    plan = put(cast, WELDING)
    plan = put(cast, WELDING, where=Where(Place.WORKPLACE, other.id), first=4, last=5)
    for who, after in (("learner", "draft"), ("mentor", "draft"), ("other_mentor", "agreed")):
        with transaction():
            services.agree_plan(cast.actor(who), plan.id, plan.version)
        assert state(plan) == after, who


def test_a_change_takes_the_agreement_back_and_shows_what_changed(cast: Cast, client_for: ClientFor) -> None:
    more_sheets(2)
    plan = put(cast, WELDING, "proef-01")
    learner = client_for(cast.learner)
    agree(learner, "/plan")
    agree(client_for(cast.mentor), f"/learners/{cast.learner.id}/plan")
    moved = next(row for row in cards(plan) if row.sheet_id == WELDING)
    plan = put(cast, items=(moved.id,), where=Where(Place.SCHOOL), first=2, last=2)
    plan = put(cast, "proef-02", first=3, last=3)
    page = learner.get("/plan")
    shown = page.one("#agreement").get_text(" ", strip=True)
    assert state(plan) == "draft" and "aangepast sinds akkoord" in page.text
    assert "van Staalwerk Fictief nv (week 47" in shown and "naar School (week 49" in shown
    assert "Proeffiche 02 : van Nog niet geplaatst naar Staalwerk" in shown and "Proeffiche 01" not in shown
    agree(learner, "/plan")
    agree(client_for(cast.mentor), f"/learners/{cast.learner.id}/plan")
    assert state(plan) == "agreed" and "aangepast sinds" not in learner.get("/plan").text


def test_what_nobody_agreed_with_leaves_no_trace(cast: Cast) -> None:
    plan = put(cast, WELDING)
    for ahead in range(1, 5):
        put(cast, items=(cards(plan)[0].id,), first=ahead, last=ahead)
    assert db.session.query(PlanItem).count() == 1


def test_nobody_agrees_with_another_version_than_was_shown(cast: Cast, client_for: ClientFor) -> None:
    plan, learner = put(cast, WELDING), client_for(cast.learner)
    form = filled(learner.get("/plan"), "#agreement form")
    put(cast, WELDING, where=Where(Place.SCHOOL), first=3, last=3)
    page = learner.post(f"/plans/{plan.id}/agree", form, 409)
    assert "intussen iets veranderd" in page.text and db.session.query(PlanAgreement).count() == 0
    with pytest.raises(Stale), transaction():
        services.agree_plan(cast.actor("mentor"), plan.id, 1)


def test_others_say_no_yes(cast: Cast) -> None:
    plan = put(cast, WELDING)
    for who in ("teacher", "coordinator", "company_coordinator"):
        with pytest.raises(NotPermitted), transaction():
            services.agree_plan(cast.actor(who), plan.id, plan.version)
    with transaction():
        services.remove_items(cast.actor("teacher"), plan.id, plan.version, [row.id for row in cards(plan)])
    with pytest.raises(InvalidTransition), transaction():
        services.agree_plan(cast.actor("learner"), plan.id, plan_of(cast).version)
