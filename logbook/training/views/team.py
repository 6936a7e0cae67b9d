"""The contact card of a learner's dual team."""

from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.core.roles import Role
from logbook.training import queries, services
from logbook.training.schemas import WorkPhoneSchema
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages


@pages.get("/placements/<uuid:placement_id>/team")
def team(placement_id: UUID) -> Response:
    """Show who is around the learner, and how to reach them."""
    return _page(placement_id, Loaded({}))


@pages.post("/placements/<uuid:placement_id>/team")
def work_phone(placement_id: UUID) -> Response:
    """Keep the own number at work, which every card of this school then shows."""
    actor, form = current_actor(), load(WorkPhoneSchema())
    queries.placement_line(actor, placement_id)
    if did(form, lambda: services.keep_work_phone(actor, form.value["phone"])):
        flash(gettext("Je nummer is bewaard."))
        return see_other(".team", placement_id=placement_id)
    return _page(placement_id, form, 422)


def _page(placement_id: UUID, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    line = queries.placement_line(actor, placement_id)
    found = queries.team_of(line.placement)
    mine = next((each.phone for each in found.at_work + found.at_school if each.person_id == actor.person_id), None)
    return render(
        "training/team.html",
        status=status,
        line=line,
        team=found,
        form=form,
        mine=mine,
        keeps_phone=actor.role is not Role.LEARNER,
    )
