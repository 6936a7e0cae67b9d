"""A mentor's conditions and the recognition of the workplace, at one placement."""

from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.core.errors import NotFound
from logbook.core.roles import Role
from logbook.training import queries, services
from logbook.training.policy import GROUNDS
from logbook.training.schemas import ConditionSchema, RecognitionSchema
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages


@pages.get("/placements/<uuid:placement_id>/mentors/<uuid:person_id>")
def mentor(placement_id: UUID, person_id: UUID) -> Response:
    """Show which conditions a mentor meets. A mentor sees the own."""
    return _page(placement_id, person_id, Loaded({}))


@pages.post("/placements/<uuid:placement_id>/mentors/<uuid:person_id>/conditions")
def record_condition(placement_id: UUID, person_id: UUID) -> Response:
    """Keep that a condition is met."""
    actor, form = current_actor(), load(ConditionSchema())
    if did(form, lambda: services.record_condition(actor, placement_id, person_id, form.value)):
        flash(gettext("Bewaard."))
        return see_other(".mentor", placement_id=placement_id, person_id=person_id)
    return _page(placement_id, person_id, form, 422)


@pages.post("/placements/<uuid:placement_id>/mentors/<uuid:person_id>/recognition")
def record_recognition(placement_id: UUID, person_id: UUID) -> Response:
    """Keep the day of a recognition."""
    actor, form = current_actor(), load(RecognitionSchema())
    if did(form, lambda: services.record_recognition(actor, placement_id, person_id, form.value["recognised_on"])):
        flash(gettext("Bewaard."))
        return see_other(".mentor", placement_id=placement_id, person_id=person_id)
    return _page(placement_id, person_id, form, 422)


def _page(placement_id: UUID, person_id: UUID, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    line = queries.placement_line(actor, placement_id)
    if actor.is_a(Role.MENTOR) and person_id != actor.person_id:
        raise NotFound
    needs = queries.needs_of([line.placement])[placement_id]
    found = next((each for each in needs.mentors if each.person_id == person_id), None)
    if found is None:
        raise NotFound
    return render(
        "training/mentor.html",
        status=status,
        line=line,
        mentor=found,
        form=form,
        grounds=GROUNDS,
        manages=actor.is_a(Role.COORDINATOR),
    )
