"""A new placement, in three short steps that need no script: who, where, and what was agreed."""

from uuid import UUID

from flask import Response, flash, request
from flask_babel import gettext

from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import Role
from logbook.training import queries, services
from logbook.training.models import Track
from logbook.training.schemas import PlacementSchema
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.language import text_of
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .placements import searched


@pages.get("/placements/new")
def new() -> Response:
    """Ask for the learner, then for the workplace, then for the terms."""
    actor = current_actor()
    learner_id, workplace_id = _id("learner"), _id("workplace")
    if learner_id is None:
        found = queries.learners_to_place(actor, searched())
        return render("training/choose_learner.html", found=found, text=searched())
    learner = queries.learner_to_place(actor, learner_id)
    if workplace_id is None:
        places = queries.workplaces_to_choose(actor, searched())
        return render("training/choose_workplace.html", learner=learner, found=places, text=searched())
    return _form(actor, learner_id, workplace_id, Loaded({}))


@pages.post("/placements/new")
def place() -> Response:
    """Make the placement."""
    actor, form, made = current_actor(), load(PlacementSchema()), []
    if did(form, lambda: made.append(services.place_learner(actor, form.value))):
        flash(gettext("De plaatsing is gemaakt."))
        return see_other(".placement", placement_id=made[0].id)
    learner_id, workplace_id = _uuid(form.typed.get("learner_id")), _uuid(form.typed.get("workplace_id"))
    if learner_id is None or workplace_id is None:
        raise NotFound
    return _form(actor, learner_id, workplace_id, form, 422)


def _form(actor: Actor, learner_id: UUID, workplace_id: UUID, form: Loaded, status: int = 200) -> Response:
    workplace = queries.workplace_to_choose(actor, workplace_id)
    return render(
        "training/place.html",
        status=status,
        form=form,
        learner=queries.learner_to_place(actor, learner_id),
        workplace=workplace,
        mentors=queries.people_at_company(actor, workplace.company_id, Role.MENTOR),
        tracks=[(each.id, _track(each)) for each in queries.track_choices()],
    )


def _track(track: Track) -> str:
    """Return a track's name with its hours, where the course says them."""
    hours = track.hours_per_week
    return text_of(track.name) + (gettext(" · %(n)s uur per week", n=hours) if hours else "")


def _id(name: str) -> UUID | None:
    """Return the id in the address, or None without one. Raises NotFound for what is no id."""
    text = request.args.get(name)
    found = _uuid(text)
    if text and found is None:
        raise NotFound
    return found


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(text) if isinstance(text, str) else None
    except ValueError:
        return None
