"""Giving and ending roles."""

from uuid import UUID

from flask import Response, flash, request
from flask_babel import gettext

from logbook.core import clock
from logbook.core.errors import NotFound
from logbook.core.roles import Role
from logbook.people.policy import AT_COMPANY, roles_to_give
from logbook.people.queries.found import membership_known, person_known
from logbook.people.queries.person import person_page
from logbook.people.schemas import RoleEndSchema, RoleSchema
from logbook.people.services.roles import add_role, finish_role
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from . import options
from .blueprint import pages
from .forms import take


@pages.get("/people/<uuid:person_id>/roles/new")
def role_form(person_id: UUID) -> Response:
    """Ask which role to give somebody, then from when."""
    actor = current_actor()
    person = person_known(actor, person_id)
    if "role" not in request.args:
        return render("people/role_choice.html", person=person, roles=roles_to_give(actor))
    return _form(person_id, request.args["role"], Loaded({"from_date": clock.today()}))


@pages.post("/people/<uuid:person_id>/roles")
def give_role(person_id: UUID) -> Response:
    """Give somebody another role."""
    form = load(RoleSchema())
    if take(form, lambda: add_role(current_actor(), person_id, **form.value)):
        flash(gettext("De rol is toegevoegd."))
        return see_other("people.person", person_id=person_id)
    return _form(person_id, str(form.typed.get("role")), form, 422)


def _form(person_id: UUID, named: str, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    role = next((role for role in roles_to_give(actor) if role.value == named), None)
    if role is None:
        raise NotFound
    companies = options.companies(actor) if role in AT_COMPANY else []
    person = person_known(actor, person_id)
    return render("people/role_form.html", status=status, form=form, role=role, person=person, companies=companies)


@pages.get("/people/roles/<uuid:membership_id>")
def role_end_form(membership_id: UUID) -> Response:
    """Ask until when somebody has a role."""
    held = membership_known(current_actor(), membership_id, lock=False)
    return _end(membership_id, Loaded({"until_date": held.until_date or clock.today()}))


@pages.post("/people/roles/<uuid:membership_id>")
def end_role(membership_id: UUID) -> Response:
    """Let a role end on a day, or run on."""
    form = load(RoleEndSchema())
    held = take(form, lambda: finish_role(current_actor(), membership_id, form.value["until_date"]))
    if held:
        flash(gettext("De einddatum is bewaard."))
        return see_other("people.person", person_id=held.person_id)
    return _end(membership_id, form, 422)


def _end(membership_id: UUID, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    held = membership_known(actor, membership_id, lock=False)
    page = person_page(actor, held.person_id)
    return render("people/role_end.html", status=status, form=form, held=held, role=Role(held.role), page=page)
