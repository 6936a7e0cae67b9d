"""What a coordinator can do about one person's data: see who looked, hold it, erase it."""

from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.accounts.queries import names_of
from logbook.core.unit_of_work import transaction
from logbook.privacy.queries.holds import holds_of
from logbook.privacy.queries.subjects import erasure_under_way, subject_for
from logbook.privacy.schemas.forms import HoldSchema
from logbook.privacy.services.holds import lift_hold, set_hold
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages


@pages.get("/people/<uuid:person_id>/privacy")
def subject(person_id: UUID) -> Response:
    """Show what there is to do, and the holds."""
    return _page(person_id, Loaded({}))


@pages.post("/people/<uuid:person_id>/hold")
def hold(person_id: UUID) -> Response:
    """Hold back every erasure of somebody."""
    form = load(HoldSchema())
    if not form.ok:
        return _page(person_id, form, 422)
    with transaction():
        set_hold(current_actor(), person_id, **form.value)
    flash(gettext("Er geldt nu een bewaarplicht. Er wordt niets gewist."))
    return see_other(".subject", person_id=person_id)


@pages.post("/people/<uuid:person_id>/lift")
def lift(person_id: UUID) -> Response:
    """Lift the hold."""
    form = load(HoldSchema())
    if not form.ok:
        return _page(person_id, form, 422)
    with transaction():
        lift_hold(current_actor(), person_id, **form.value)
    flash(gettext("De bewaarplicht is opgeheven."))
    return see_other(".subject", person_id=person_id)


def _page(person_id: UUID, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    found = subject_for(actor, person_id)
    holds = holds_of(actor.school_id, person_id)
    names = names_of({who for each in holds for who in (each.set_by, each.lifted_by) if who})
    under_way = erasure_under_way(actor.school_id, person_id)
    return render(
        "privacy/subject.html", status=status, subject=found, holds=holds, names=names, under_way=under_way, form=form
    )
