"""After the council: the minutes, additions, what is still to be done, the learner's own words, the school's list."""

from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core.errors import NotPermitted, Rejected
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.councils import services
from logbook.councils.queries.lists import actions_page
from logbook.councils.queries.pages import choices_of, minutes, own_councils
from logbook.councils.schemas import AddendumSchema, ChoiceSchema, CloseActionSchema
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages


@pages.get("/councils/<uuid:council_id>/minutes")
def all_minutes(council_id: UUID) -> Response:
    """Show the minutes of a council."""
    sight, files = minutes(current_actor(), council_id)
    tell_looks(current_actor(), [each.learner_id for each in files], Looked.COUNCIL)
    return render("councils/minutes.html", sight=sight, council=sight.council, files=files, alone=False)


@pages.get("/councils/<uuid:council_id>/minutes/<uuid:learner_id>")
def learner_minutes(council_id: UUID, learner_id: UUID) -> Response:
    """Show the minutes of one learner, with what was added."""
    return _minutes(council_id, learner_id, Loaded({}))


@pages.post("/councils/<uuid:council_id>/minutes/<uuid:learner_id>")
def add(council_id: UUID, learner_id: UUID) -> Response:
    """Add to a frozen file, beside it."""
    actor, form = current_actor(), load(AddendumSchema())
    if did(form, lambda: services.add_addendum(actor, council_id, learner_id, form.value["id"], form.value["text"])):
        flash(gettext("Toegevoegd."))
        return see_other(".learner_minutes", council_id=council_id, learner_id=learner_id)
    return _minutes(council_id, learner_id, form, 422)


def _minutes(council_id: UUID, learner_id: UUID, form: Loaded, status: int = 200) -> Response:
    sight, files = minutes(current_actor(), council_id, learner_id)
    tell_looks(current_actor(), [learner_id], Looked.COUNCIL)
    return render(
        "councils/minutes.html",
        status=status,
        sight=sight,
        council=sight.council,
        files=files,
        alone=True,
        form=form,
        typed=form.typed or {"id": str(new_id())},
    )


@pages.get("/classes/<uuid:class_id>/council/actions")
def actions(class_id: UUID) -> Response:
    """Show what councils agreed for a class and is not done yet."""
    page = actions_page(current_actor(), class_id)
    tell_looks(current_actor(), list({each.action.learner_id for each in page.actions}), Looked.COUNCIL)
    return render("councils/actions.html", page=page)


@pages.post("/classes/<uuid:class_id>/council/actions/<uuid:action_id>")
def close_action(class_id: UUID, action_id: UUID) -> Response:
    """Tick an action, drop it, or open it again."""
    form = load(CloseActionSchema())
    if not form.ok:
        raise Rejected(form.errors)
    with transaction():
        services.close_action(current_actor(), action_id, form.value["deed"])
    return see_other(".actions", class_id=class_id)


@pages.get("/learners/<uuid:learner_id>/councils")
def own(learner_id: UUID) -> Response:
    """Show a learner, or a guardian who may read, what the councils decided, in plain words."""
    name, documents = own_councils(current_actor(), learner_id)
    tell_looks(current_actor(), [learner_id], Looked.COUNCIL)
    return render("councils/own.html", name=name, documents=documents, mine=current_actor().person_id == learner_id)


@pages.get("/school/decisions")
def choices() -> Response:
    """Show the school's list of decisions."""
    return _choices(Loaded({}))


@pages.post("/school/decisions")
def add_choice() -> Response:
    """Add a decision to the list."""
    actor, form = current_actor(), load(ChoiceSchema())
    if did(form, lambda: services.add_choice(actor, form.value["label"])):
        return see_other(".choices")
    return _choices(form, 422)


@pages.post("/school/decisions/<uuid:choice_id>/drop")
def drop_choice(choice_id: UUID) -> Response:
    """Take a decision off the list."""
    form = Loaded({})
    if did(form, lambda: services.drop_choice(current_actor(), choice_id)):
        return see_other(".choices")
    return _choices(form, 422)


def _choices(form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    if actor.role is not Role.COORDINATOR:
        raise NotPermitted
    return render("councils/choices.html", status=status, choices=choices_of(actor), usual=services.USUAL, form=form)
