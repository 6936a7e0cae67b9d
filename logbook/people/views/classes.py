"""Classes and who is in them."""

from typing import Any
from uuid import UUID

from flask import Response, flash, request
from flask_babel import gettext

from logbook.core import clock
from logbook.core.errors import NotFound
from logbook.people.queries.found import owned
from logbook.people.queries.people import Wanted, people_page
from logbook.people.queries.school import classes_of_school, members_of
from logbook.people.schemas import ClassSchema, KeepClassSchema, MemberEndSchema, MemberSchema, SearchSchema
from logbook.people.services import classes as deeds
from logbook.people.services import members
from logbook.training.models import ClassGroup
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .forms import take
from .options import tracks, years


@pages.get("/school/classes")
def classes() -> Response:
    """List the classes, the latest year first, with the form for a new one."""
    return _list(Loaded({}))


@pages.post("/school/classes")
def add_class() -> Response:
    """Add a class and go there."""
    form = load(ClassSchema())
    group = take(form, lambda: deeds.new_class(current_actor(), **form.value))
    return see_other("people.class_page", class_id=group.id) if group else _list(form, 422)


def _list(form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    found = {"classes": classes_of_school(actor), "years": years(actor), "tracks": tracks()}
    return render("people/classes.html", status=status, form=form, **found)


@pages.get("/school/classes/<uuid:class_id>")
def class_page(class_id: UUID) -> Response:
    """Show a class: who is in it, and what it is called."""
    group = owned(current_actor(), ClassGroup, class_id)
    kept = {"name": group.name, "track_id": group.track_id, "until_date": group.until_date}
    return _class(group, Loaded(kept))


@pages.post("/school/classes/<uuid:class_id>")
def keep_class(class_id: UUID) -> Response:
    """Correct a class: its name, its track, its last day."""
    form = load(KeepClassSchema())
    group = owned(current_actor(), ClassGroup, class_id)
    if take(form, lambda: _keep(class_id, **form.value)):
        flash(gettext("De klas is bewaard."))
        return see_other("people.class_page", class_id=class_id)
    return _class(group, form, 422)


def _keep(class_id: UUID, **value: Any) -> ClassGroup:
    return deeds.keep_class(current_actor(), class_id, value["name"], value["track_id"], value["until_date"])


def _class(group: ClassGroup, form: Loaded, status: int = 200) -> Response:
    found = {"members": members_of(group).items(), "tracks": tracks()}
    return render("people/class.html", status=status, form=form, group=group, today=clock.today(), **found)


@pages.get("/school/classes/<uuid:class_id>/add")
def member_form(class_id: UUID) -> Response:
    """Look for somebody to put in the class, among those who have the role."""
    return _members(class_id, load(SearchSchema(), request.args), Loaded({}))


@pages.post("/school/classes/<uuid:class_id>/members")
def add_member(class_id: UUID) -> Response:
    """Put somebody in the class."""
    form = load(MemberSchema())
    group = take(form, lambda: members.add_member(current_actor(), class_id, **form.value))
    if group:
        flash(gettext("Toegevoegd aan %(name)s.", name=group.name))
        return see_other("people.class_page", class_id=class_id)
    return _members(class_id, load(SearchSchema(), request.form), form, 422)


def _members(class_id: UUID, search: Loaded, form: Loaded, status: int = 200) -> Response:
    actor, asked = current_actor(), search.value or SearchSchema().load({})
    group = owned(actor, ClassGroup, class_id)
    page = people_page(actor, Wanted(q=asked["q"], role=asked["role"]))
    inside = {each.id for each in members_of(group)[asked["role"]] if each.on(clock.today())}
    people = [each for each in page.items if each.id not in inside]
    context = {"group": group, "people": people, "asked": asked, "more": page.more}
    return render("people/member_form.html", status=status, form=form, **context)


@pages.get("/school/classes/<uuid:class_id>/members/<uuid:person_id>")
def member_end_form(class_id: UUID, person_id: UUID) -> Response:
    """Ask until when somebody is in the class."""
    return _end(class_id, person_id, Loaded({}))


@pages.post("/school/classes/<uuid:class_id>/members/<uuid:person_id>")
def end_member(class_id: UUID, person_id: UUID) -> Response:
    """Let somebody's time in the class end on a day."""
    form = load(MemberEndSchema())
    done = take(form, lambda: members.end_member(current_actor(), class_id, person_id, **_until(form)))
    if done:
        flash(gettext("De einddatum is bewaard."))
        return see_other("people.class_page", class_id=class_id)
    return _end(class_id, person_id, form, 422)


def _until(form: Loaded) -> dict[str, Any]:
    return {"role": form.value["role"], "until": form.value["until_date"]}


def _end(class_id: UUID, person_id: UUID, form: Loaded, status: int = 200) -> Response:
    group = owned(current_actor(), ClassGroup, class_id)
    times = [(role, each) for role, people in members_of(group).items() for each in people if each.id == person_id]
    if not times:
        raise NotFound
    return render("people/member_end.html", status=status, form=form, group=group, times=times)
