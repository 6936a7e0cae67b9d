"""What a learner has to work on, in which order."""

from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core.errors import NotFound
from logbook.core.unit_of_work import transaction
from logbook.library.queries import assigned_to
from logbook.library.schemas import PlaceSchema
from logbook.training.services import place_sheet, unassign_sheet
from logbook.web.actor import current_actor
from logbook.web.forms import load
from logbook.web.rendering import render, see_other

from .blueprint import pages


@pages.get("/learners/<uuid:learner_id>/sheets")
def assigned(learner_id: UUID) -> Response:
    """Show what a learner has, to change it."""
    actor = current_actor()
    name, lines = assigned_to(actor, learner_id)
    tell_looks(actor, [learner_id], Looked.PROGRESS)
    return render("library/assigned.html", learner_id=learner_id, name=name, lines=lines)


@pages.post("/learners/<uuid:learner_id>/sheets/<slug>/place")
def place(learner_id: UUID, slug: str) -> Response:
    """Put a sheet higher or lower."""
    form = load(PlaceSchema())
    if not form.ok:
        raise NotFound
    with transaction():
        place_sheet(current_actor(), learner_id, slug, form.value["place"])
    return see_other(".assigned", learner_id=learner_id, _anchor=f"sheet-{slug}")


@pages.post("/learners/<uuid:learner_id>/sheets/<slug>/remove")
def unassign(learner_id: UUID, slug: str) -> Response:
    """Take a sheet back."""
    with transaction():
        unassign_sheet(current_actor(), learner_id, slug)
    flash(gettext("Weggehaald. Wat de leerling ermee deed, blijft bewaard."))
    return see_other(".assigned", learner_id=learner_id)
