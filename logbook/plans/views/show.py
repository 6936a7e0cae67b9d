"""The plan of a learner as a board and as a list; the form in which cards get a place and weeks."""

from typing import Any
from uuid import UUID

from flask import Response, request

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core import clock, weeks
from logbook.core.errors import NotPermitted
from logbook.plans.queries import PlanPage, page_of_plan, plan_page
from logbook.plans.schemas import ChosenSchema, ShowSchema
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render

from .blueprint import pages


@pages.get("/plan")
def own() -> Response:
    """Show the learner the own plan."""
    return _show(current_actor().person_id)


@pages.get("/learners/<uuid:learner_id>/plan")
def show(learner_id: UUID) -> Response:
    """Show a learner's plan to somebody who may see it; the learner is told who looked."""
    return _show(learner_id)


def _show(learner_id: UUID) -> Response:
    form = load(ShowSchema(), request.args)
    asked: dict[str, Any] = form.value if form.ok else {"view": "board"}
    page = plan_page(current_actor(), learner_id, asked.get("year"))
    return show_plan(page, view=asked["view"], pick=asked.get("pick"), status=200 if form.ok else 422)


def show_plan(
    page: PlanPage,
    *,
    status: int = 200,
    view: str = "board",
    pick: str | None = None,
    errors: dict[str, list[str]] | None = None,
) -> Response:
    """Show a plan; with 409 what somebody else made of it meanwhile."""
    tell_looks(current_actor(), [page.learner_id], Looked.PLAN)
    return render(
        "plans/show.html",
        status=status,
        page=page,
        view=view,
        pick=pick,
        errors=errors or {},
        stale=status == 409,
        own=current_actor().person_id == page.learner_id,
        week_of=weeks.iso_number,
        monday_of=weeks.monday,
        sunday_of=lambda week: weeks.week_days(week)[-1],
    )


@pages.get("/plans/<uuid:plan_id>/place")
def place_form(plan_id: UUID) -> Response:
    """Ask where and when the chosen cards go."""
    form = load(ChosenSchema(), request.args)
    page = page_of_plan(current_actor(), plan_id)
    return show_form(page, Loaded({}), form.value if form.ok else {"items": [], "sheets": []})


def show_form(page: PlanPage, form: Loaded, chosen: dict[str, Any], status: int = 200) -> Response:
    """Show the form; as it was typed when it came back. Raises NotPermitted for who may not change the plan."""
    if not page.changes:
        raise NotPermitted
    tell_looks(current_actor(), [page.learner_id], Looked.PLAN)
    picked = {str(each) for each in chosen["items"]}
    cards = [each for each in page.cards if str(each.item.id) in picked]
    names = [name for name in chosen["sheets"] if name in page.sheets]
    this_week = max(min(weeks.week_number(clock.today()), page.year.weeks[-1]), page.year.weeks[0])
    first = next((each for each in cards if each.weeks), None)
    proposed = {
        "where": first.key if first else None,
        "first": weeks.iso_week(first.weeks[0] if first else this_week),
        "last": weeks.iso_week(first.weeks[-1] if first else min(this_week + 3, page.year.weeks[-1])),
        "note": cards[0].item.note if len(cards) == 1 else None,
    }
    return render(
        "plans/place_form.html",
        status=status,
        page=page,
        form=form,
        cards=cards,
        names=names,
        at={**proposed, **form.typed} if form.typed else proposed,
        weeks=[(weeks.iso_week(week), weeks.iso_number(week), day) for week, day in page.year.mondays],
        stale=status == 409,
    )
