"""The list of people, and somebody new."""

from typing import Any

from flask import Response, flash, request
from flask_babel import gettext

from logbook.core import clock
from logbook.core.errors import NotFound
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.people.policy import AT_COMPANY, IN_CLASS, roles_to_give
from logbook.people.queries.found import learner_known
from logbook.people.queries.people import Wanted, people_page
from logbook.people.queries.school import classes_of_school
from logbook.people.schemas import NewPersonSchema, PeopleSchema
from logbook.people.services.enrol import Newcomer, enrol
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.paging import page_number
from logbook.web.rendering import render, see_other

from . import options
from .blueprint import pages
from .forms import take


@pages.get("/people")
def people() -> Response:
    """List the people whom the actor looks after, searched, filtered and paged."""
    actor, form = current_actor(), load(PeopleSchema(), request.args)
    asked = form.value or PeopleSchema().load({})
    wanted = Wanted(asked["q"], asked["role"], asked["group"], asked["show"] == "active")
    page = people_page(actor, wanted, page_number(asked["page"]))
    groups = classes_of_school(actor, limit=100) if actor.role is Role.COORDINATOR else []
    context = {"asked": asked, "wanted": wanted, "roles": roles_to_give(actor), "groups": groups}
    return render("people/people.html", "people/_people.html", page=page, **context)


@pages.get("/people/new")
def person_form() -> Response:
    """Ask which role somebody new has, then who it is."""
    if "role" not in request.args:
        return render("people/role_choice.html", roles=roles_to_give(current_actor()), person=None)
    role = _role(request.args["role"])
    form = Loaded({"person_id": new_id(), "from_date": clock.today()} | request.args.to_dict())
    return _form(role, form)


@pages.post("/people")
def add_person() -> Response:
    """Enrol somebody and go to their page."""
    form = load(NewPersonSchema())
    person = take(form, lambda: enrol(current_actor(), Newcomer(**form.value)))
    if person:
        flash(gettext("%(name)s is toegevoegd.", name=person.name))
        return see_other("people.person", person_id=person.id)
    return _form(_role(str(form.typed.get("role"))), form, 422)


def _role(text: str) -> Role:
    """Return the role that an address or a form names. Raises NotFound for one that the actor does not give."""
    role = next((role for role in roles_to_give(current_actor()) if role.value == text), None)
    if role is None:
        raise NotFound
    return role


def _form(role: Role, form: Loaded, status: int = 200) -> Response:
    return render("people/person_form.html", status=status, form=form, role=role, **choices(role, form))


def choices(role: Role, form: Loaded) -> dict[str, Any]:
    """Return what a form about a role offers to choose from."""
    actor, asked = current_actor(), load(NewPersonSchema(only=("learner_id",), unknown="exclude"), request.values)
    learner_id = asked.value["learner_id"] if asked.value and role is Role.GUARDIAN else None
    return {
        "companies": options.companies(actor) if role in AT_COMPANY else [],
        "classes": options.classes(actor) if role in IN_CLASS else [],
        "learner": learner_known(actor, learner_id) if learner_id else None,
    }
