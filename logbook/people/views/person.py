"""One person: what is kept, and correcting it; the guardians of a learner."""

from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.core.errors import NotPermitted
from logbook.core.unit_of_work import transaction
from logbook.people.queries.person import person_page
from logbook.people.schemas import CorrectSchema
from logbook.people.services.correct import correct_person
from logbook.people.services.enrol import end_guardian
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .forms import take


@pages.get("/people/<uuid:person_id>")
def person(person_id: UUID) -> Response:
    """Show somebody: roles, classes, guardians, placements."""
    return render("people/person.html", page=person_page(current_actor(), person_id))


@pages.get("/people/<uuid:person_id>/correct")
def correct_form(person_id: UUID) -> Response:
    """Show what is kept about somebody, to correct it."""
    page = person_page(current_actor(), person_id)
    if page.elsewhere:
        raise NotPermitted
    return _form(person_id, Loaded({name: getattr(page.person, name) for name in CorrectSchema().fields}))


@pages.post("/people/<uuid:person_id>/correct")
def correct(person_id: UUID) -> Response:
    """Correct what is kept about somebody."""
    form = load(CorrectSchema())
    if take(form, lambda: correct_person(current_actor(), person_id, **form.value)):
        flash(gettext("De gegevens zijn bewaard."))
        return see_other("people.person", person_id=person_id)
    return _form(person_id, form, 422)


def _form(person_id: UUID, form: Loaded, status: int = 200) -> Response:
    page = person_page(current_actor(), person_id)
    return render("people/correct.html", status=status, form=form, page=page)


@pages.post("/people/<uuid:person_id>/guardians/<uuid:guardian_id>/end")
def end_guardianship(person_id: UUID, guardian_id: UUID) -> Response:
    """Let a guardian's link to a learner end at once."""
    with transaction():
        end_guardian(current_actor(), guardian_id, person_id)
    flash(gettext("De koppeling is beëindigd."))
    return see_other("people.person", person_id=person_id)
