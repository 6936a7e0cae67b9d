"""How one person gets in: invite, invite again, another address after a loss."""

from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.people.queries.access import guest, looked_after_elsewhere
from logbook.people.schemas.access import RecoverSchema
from logbook.people.services.access import invite_person, recover
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .forms import take


@pages.get("/people/<uuid:person_id>/access")
def access(person_id: UUID) -> Response:
    """Show how somebody gets in, and what became of the invitation."""
    return _page(person_id, Loaded({}))


@pages.post("/people/<uuid:person_id>/access/invite")
def invite(person_id: UUID) -> Response:
    """Mail an invitation, or another one."""
    form = Loaded({})
    if take(form, lambda: invite_person(current_actor(), person_id)):
        flash(gettext("De uitnodiging vertrekt."))
        return see_other("people.access", person_id=person_id)
    return _page(person_id, form, 422)


@pages.post("/people/<uuid:person_id>/access/recover")
def recover_access(person_id: UUID) -> Response:
    """Give somebody who lost the mail address or the phone another way in."""
    form = load(RecoverSchema())
    if take(form, lambda: recover(current_actor(), person_id, form.value["email"])):
        flash(gettext("Oude toestellen zijn afgemeld. De uitnodiging vertrekt."))
        return see_other("people.access", person_id=person_id)
    return _page(person_id, form, 422)


def _page(person_id: UUID, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    found = guest(actor, person_id)
    elsewhere = looked_after_elsewhere(actor, person_id)
    return render("people/access.html", status=status, guest=found, elsewhere=elsewhere, form=form)
