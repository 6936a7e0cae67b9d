"""What a coordinator decides about signing in: two proofs for staff, and ending what somebody left open."""

from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.accounts import queries, services
from logbook.accounts.schemas import SecondFactorSchema
from logbook.core.unit_of_work import transaction
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .prove import came_from


@pages.get("/school/sign-in")
def school_sign_in() -> Response:
    """Show whether staff show two proofs."""
    return _page(Loaded({}))


def _page(form: Loaded, status: int = 200) -> Response:
    return render("accounts/school.html", status=status, form=form, school=queries.school_of(current_actor()))


@pages.post("/school/sign-in")
def set_school_sign_in() -> Response:
    """Ask two proofs of staff, or one."""
    form = load(SecondFactorSchema())
    if not form.ok:
        return _page(form, 422)
    with transaction():
        services.ask_second_factor(current_actor(), form.value["second_factor"] == "on")
    flash(gettext("Bewaard."))
    return see_other("accounts.school_sign_in")


@pages.post("/people/<uuid:person_id>/sessions/end")
def end_sessions_of(person_id: UUID) -> Response:
    """End every session that somebody has at this school."""
    with transaction():
        services.end_sessions_of(current_actor(), person_id)
    flash(gettext("Overal afgemeld."))
    return Response(status=303, headers={"Location": came_from()})


@pages.post("/people/<uuid:person_id>/second-factor/remove")
def remove_second_factor_of(person_id: UUID) -> Response:
    """Let somebody set up the second proof again, whose app is gone with all recovery codes."""
    with transaction():
        services.reset_second_factor(current_actor(), person_id)
    flash(gettext("Deze persoon stelt de tweede stap opnieuw in bij het volgende aanmelden."))
    return Response(status=303, headers={"Location": came_from()})
