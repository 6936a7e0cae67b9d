"""The plans of a class, and the same sheets in many of them at once."""

from typing import Any
from uuid import UUID

from flask import Response, flash
from flask_babel import gettext, ngettext

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core import clock, weeks
from logbook.core.errors import Rejected, Stale
from logbook.core.unit_of_work import transaction
from logbook.plans import services
from logbook.plans.queries import ClassPlans, Steps, class_plans
from logbook.plans.schemas import BulkSchema
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import around, render, see_other

from .blueprint import pages


@pages.get("/classes/<uuid:class_id>/plans")
def of_class(class_id: UUID) -> Response:
    """Show for each learner of a class how far the plan is."""
    page = class_plans(current_actor(), class_id)
    tell_looks(current_actor(), [each.learner.id for each in page.lines], Looked.PLAN)
    return render("plans/class.html", page=page, links=around(".show", "learner_id"))


@pages.get("/classes/<uuid:class_id>/plans/place")
def bulk_form(class_id: UUID) -> Response:
    """Ask which sheets go where and when, for whom."""
    return _form(class_plans(current_actor(), class_id), Loaded({}))


@pages.post("/classes/<uuid:class_id>/plans/preview")
def preview(class_id: UUID) -> Response:
    """Show what would change for each learner, and what is left out; nothing changes yet."""
    actor, form = current_actor(), load(BulkSchema())
    if form.ok:
        try:
            _, steps = services.check_bulk(actor, class_id, form.value)
            return _preview(class_plans(actor, class_id), form, steps)
        except Rejected as error:
            form.refuse(error.errors)
    return _form(class_plans(actor, class_id), form, 422)


@pages.post("/classes/<uuid:class_id>/plans/place")
def bulk(class_id: UUID) -> Response:
    """Do what the preview showed. 409 when a plan changed since: it is shown anew."""
    actor, form = current_actor(), load(BulkSchema())
    if form.ok:
        try:
            with transaction():
                steps = services.plan_for_class(actor, class_id, form.value)
            changed = sum(bool(each.put) for each in steps)
            flash(ngettext("%(num)s plan aangepast.", "%(num)s plannen aangepast.", changed))
            return see_other(".of_class", class_id=class_id)
        except Rejected as error:
            form.refuse(error.errors)
        except Stale:
            _, steps = services.check_bulk(actor, class_id, form.value)
            return _preview(class_plans(actor, class_id), form, steps, 409)
    return _form(class_plans(actor, class_id), form, 422)


def _preview(page: ClassPlans, form: Loaded, steps: list[Steps], status: int = 200) -> Response:
    tell_looks(current_actor(), [each.learner.id for each in steps], Looked.PLAN)
    context = {"page": page, "asked": form.value, "steps": steps, "iso": weeks.iso_week, "stale": status == 409}
    return render("plans/bulk_preview.html", status=status, **context)


def _form(page: ClassPlans, form: Loaded, status: int = 200) -> Response:
    tell_looks(current_actor(), [each.learner.id for each in page.lines], Looked.PLAN)
    year = page.year.weeks
    week = max(min(weeks.week_number(clock.today()), year[-1]), year[0])
    proposed: dict[str, Any] = {
        "first": weeks.iso_week(week),
        "last": weeks.iso_week(min(week + 3, year[-1])),
        "unplaced": "1",
        "learners": [str(each.learner.id) for each in page.lines],
    }
    return render(
        "plans/bulk_form.html",
        status=status,
        page=page,
        form=form,
        at=form.typed or proposed,
        weeks=[(weeks.iso_week(each), weeks.iso_number(each), day) for each, day in page.year.mondays],
        places=[
            ("school", gettext("School")),
            ("workplace", gettext("Werkplek van de leerling")),
            ("simulated", gettext("Simulatiecentrum")),
            ("open", gettext("Bewust open")),
        ],
    )
