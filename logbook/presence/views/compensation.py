"""Holidays that are worked, and the days that are free for them."""

from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.core.unit_of_work import transaction
from logbook.presence import queries, services
from logbook.presence.policy import last_compensation
from logbook.presence.schemas import CompensationSchema, WorkedOnSchema
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages


@pages.get("/learners/<uuid:learner_id>/compensation")
def compensation_form(learner_id: UUID) -> Response:
    """Ask which holiday is worked and which day is free for it."""
    return _page(learner_id, Loaded({}))


@pages.post("/learners/<uuid:learner_id>/compensation")
def compensate(learner_id: UUID) -> Response:
    """Keep what was agreed."""
    actor, form = current_actor(), load(CompensationSchema())
    if did(form, lambda: services.agree_compensation(actor, learner_id, **form.value)):
        flash(gettext("Bewaard."))
        return see_other(".hours", learner_id=learner_id)
    return _page(learner_id, form, 422)


@pages.post("/learners/<uuid:learner_id>/compensation/take-back")
def take_back(learner_id: UUID) -> Response:
    """Undo what was agreed for a holiday."""
    form = load(WorkedOnSchema())
    if not form.ok:
        return _page(learner_id, form, 422)
    with transaction():
        services.take_back_compensation(current_actor(), learner_id, form.value["worked_on"])
    return see_other(".compensation_form", learner_id=learner_id)


def _page(learner_id: UUID, form: Loaded, status: int = 200) -> Response:
    page = queries.hours_page(current_actor(), learner_id)
    deadline = last_compensation(page.first)
    return render("presence/compensation.html", status=status, page=page, form=form, deadline=deadline)
