"""The person's own page."""

from uuid import UUID

from flask import Response

from logbook.accounts import queries, services
from logbook.accounts.schemas import DisplaySchema, RoleSchema
from logbook.core.errors import NotFound, ProveAgain
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .keys import keys_of
from .phone import lock_here
from .session import hold


@pages.get("/me")
def me() -> Response:
    """Show the person's own page: role, language, theme, devices."""
    return _me(Loaded({}))


def _me(form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    return render(
        "accounts/me.html",
        status=status,
        form=form,
        roles=[] if lock_here() else queries.roles_of(actor.person_id),
        phones=queries.phones_of([actor.person_id], actor.school_id)[actor.person_id],
        sessions=queries.sessions_of(actor.person_id),
        keys=keys_of(actor),
    )


@pages.post("/me/display")
def display() -> Response:
    """Keep language, theme, large print and easy mode."""
    form = load(DisplaySchema())
    if not form.ok:
        return _me(form, 422)
    with transaction():
        services.choose_display(current_actor(), services.Display(**form.value))
    return see_other("accounts.me")


@pages.post("/me/role")
def role() -> Response:
    """Act in another of the person's roles."""
    form = load(RoleSchema())
    if not form.ok:
        raise NotFound
    with transaction():
        token = services.choose_role(current_actor(), form.value["membership"])
        if token:
            hold(token)
    return see_other("home")


@pages.post("/me/sessions/<uuid:session_id>/end")
def end_session(session_id: UUID) -> Response:
    """End one of the person's own sessions."""
    _ask_again_before_ending(session_id)
    with transaction():
        services.end_session(current_actor(), session_id)
    return see_other("accounts.me") if session_id != current_actor().session_id else see_other("accounts.sign_in")


@pages.post("/me/sessions/end-others")
def end_other_sessions() -> Response:
    """End all of the person's sessions but this one."""
    _ask_again_before_ending(None)
    with transaction():
        services.end_other_sessions(current_actor())
    return see_other("accounts.me")


def _ask_again_before_ending(session_id: UUID | None) -> None:
    """Raise ProveAgain when a sign-in of over a quarter ago ends others; a learner's phone has asked its PIN."""
    actor = current_actor()
    if session_id != actor.session_id and actor.role is not Role.LEARNER and not queries.proved_lately(actor):
        raise ProveAgain
