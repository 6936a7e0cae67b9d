"""Who is invited and who came in; inviting many at once."""

from uuid import UUID

from flask import Response, request
from flask_babel import gettext

from logbook.accounts.policy import INVITED_BY_MAIL
from logbook.core.actor import Actor
from logbook.core.roles import AT_WORK, SCHOOL_STAFF, TEACHING, Role
from logbook.core.unit_of_work import transaction
from logbook.people.queries.access import guests
from logbook.people.schemas.access import GuestsSchema, RunSchema
from logbook.people.services.invite_many import A_MINUTE, begin_run, cancel_run, own_run
from logbook.training.queries import classes_in_reach
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.paging import page_number
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .forms import take


@pages.get("/people/invitations")
def invitations() -> Response:
    """List whom the actor may invite, with what became of it."""
    return _list(Loaded({}))


def _list(form: Loaded, status: int = 200) -> Response:
    actor, asked = current_actor(), load(GuestsSchema(), request.args).value or {}
    page = guests(actor, asked.get("role"), page_number(request.args.get("page")))
    return render(
        "people/invitations.html",
        status=status,
        page=page,
        role=asked.get("role"),
        roles=_roles(actor),
        classes=_classes(actor),
        form=form,
    )


def _roles(actor: Actor) -> list[Role]:
    """Return the roles that the actor invites, in their usual order."""
    if actor.role is Role.COORDINATOR:
        return [role for role in Role if role in INVITED_BY_MAIL]
    at_home = {Role.GUARDIAN} if actor.role in TEACHING else set()
    return [role for role in Role if role in AT_WORK | at_home]


def _classes(actor: Actor) -> list[tuple[str, str]]:
    """Return the classes to choose from; only a coordinator may choose none."""
    if actor.role not in SCHOOL_STAFF:
        return []
    every = [("", gettext("Iedereen van de school"))] if actor.role is Role.COORDINATOR else []
    return every + [(str(group.id), f"{group.name} ({group.starts_on.year})") for group in classes_in_reach(actor)]


@pages.post("/people/invitations/runs")
def invite_many() -> Response:
    """Begin inviting everyone of a role who never signed in."""
    form = load(RunSchema())
    run = take(form, lambda: begin_run(current_actor(), **form.value))
    return see_other("people.invitation_run", run_id=run.id) if run else _list(form, 422)


@pages.get("/people/invitations/runs/<uuid:run_id>")
def invitation_run(run_id: UUID) -> Response:
    """Show how far the invitations are."""
    run = own_run(current_actor(), run_id)
    return render("people/invitation_run.html", "people/_invitation_run.html", run=run, a_minute=A_MINUTE)


@pages.post("/people/invitations/runs/<uuid:run_id>/cancel")
def cancel_invitations(run_id: UUID) -> Response:
    """Send no more of them."""
    with transaction():
        cancel_run(current_actor(), run_id)
    return see_other("people.invitation_run", run_id=run_id)
