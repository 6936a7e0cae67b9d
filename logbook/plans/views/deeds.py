"""Beginning a plan, placing, moving and taking out cards, and saying yes."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.core.actor import Actor
from logbook.core.errors import Stale
from logbook.core.unit_of_work import transaction
from logbook.plans import services
from logbook.plans.models import TrainingPlan
from logbook.plans.queries import page_of_plan, plan_page
from logbook.plans.schemas import ItemsSchema, MakeSchema, PlaceSchema, VersionSchema
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.rendering import see_other

from .blueprint import pages
from .show import show_form, show_plan

Deed = Callable[[Actor, dict[str, Any]], TrainingPlan]


@pages.post("/learners/<uuid:learner_id>/plan")
def make(learner_id: UUID) -> Response:
    """Begin a plan, with every sheet of the track in it."""
    actor, form = current_actor(), load(MakeSchema())
    if not form.ok:
        return show_plan(plan_page(actor, learner_id), status=422, errors=form.errors)
    with transaction():
        plan = services.make_plan(actor, learner_id, form.value["year"])
    return _back(plan)


@pages.post("/plans/<uuid:plan_id>/ready")
def ready(plan_id: UUID) -> Response:
    """Put every sheet of the track in the plan."""
    return _done(plan_id, lambda actor, value: services.ready_sheets(actor, plan_id, value["version"]))


@pages.post("/plans/<uuid:plan_id>/agree")
def agree(plan_id: UUID) -> Response:
    """Say yes to the plan as the page showed it."""
    return _done(
        plan_id,
        lambda actor, value: services.agree_plan(actor, plan_id, value["version"]),
        gettext("Je ging akkoord met dit plan."),
    )


@pages.post("/plans/<uuid:plan_id>/shift")
def shift(plan_id: UUID) -> Response:
    """Move the chosen cards a week earlier or later."""
    return _items(
        plan_id,
        lambda actor, value: services.shift_items(actor, plan_id, value["version"], value["items"], value["weeks"]),
    )


@pages.post("/plans/<uuid:plan_id>/remove")
def remove(plan_id: UUID) -> Response:
    """Take the chosen cards out of the plan."""
    return _items(
        plan_id,
        lambda actor, value: services.remove_items(actor, plan_id, value["version"], value["items"]),
    )


@pages.post("/plans/<uuid:plan_id>/place")
def place(plan_id: UUID) -> Response:
    """Put the chosen cards and sheets somewhere. 409 when somebody changed the plan: what was typed is shown again."""
    actor, form = current_actor(), load(PlaceSchema())
    try:
        if did(form, lambda: services.place_sheets(actor, plan_id, form.value)):
            flash(gettext("Bewaard."))
            return _back(page_of_plan(actor, plan_id).plan)
    except Stale:
        return show_form(page_of_plan(actor, plan_id), form, _chosen(form), 409)
    return show_form(page_of_plan(actor, plan_id), form, _chosen(form), 422)


def _done(plan_id: UUID, deed: Deed, said: str | None = None) -> Response:
    """Do what a button of the plan's page asks; when the plan changed meanwhile, show it with 409."""
    actor, form = current_actor(), load(VersionSchema())
    try:
        if did(form, lambda: deed(actor, form.value)):
            if said:
                flash(said)
            return _back(page_of_plan(actor, plan_id).plan)
    except Stale:
        return show_plan(page_of_plan(actor, plan_id), status=409)
    return show_plan(page_of_plan(actor, plan_id), status=422, errors=form.errors)


def _items(plan_id: UUID, deed: Deed) -> Response:
    """Do what a button of the form asks of the chosen cards."""
    actor, form = current_actor(), load(ItemsSchema())
    try:
        if did(form, lambda: deed(actor, form.value)):
            flash(gettext("Bewaard."))
            return _back(page_of_plan(actor, plan_id).plan)
    except Stale:
        return show_form(page_of_plan(actor, plan_id), form, _chosen(form), 409)
    return show_form(page_of_plan(actor, plan_id), form, _chosen(form), 422)


def _chosen(form: Loaded) -> dict[str, Any]:
    """Return which cards and sheets a form named, as far as it can be read."""
    found = {name: form.typed.get(name) for name in ("items", "sheets")}
    return {name: each if isinstance(each, list) else [] for name, each in found.items()}


def _back(plan: TrainingPlan | None) -> Response:
    actor = current_actor()
    if plan is None or plan.learner_id == actor.person_id:
        return see_other(".own")
    return see_other(".show", learner_id=plan.learner_id, year=plan.starts_on.year)
