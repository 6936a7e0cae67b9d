"""A learner who goes to another class, and the notes for who receives a learner."""

from typing import Any
from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.accounts.models import Looked, Person
from logbook.accounts.services import tell_looks
from logbook.core import clock
from logbook.people.queries.found import learner_known
from logbook.people.queries.hand_overs import notes_on
from logbook.people.queries.person import classes_of
from logbook.people.schemas import MoveSchema, NoteSchema
from logbook.people.services.hand_over import require_hand_over, write_work_note
from logbook.people.services.members import move_learner
from logbook.training.queries import learner_in_reach
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from . import options
from .blueprint import pages
from .forms import take


@pages.get("/people/<uuid:learner_id>/move")
def move_form(learner_id: UUID) -> Response:
    """Ask for the learner's next class, from when, and what who receives the learner should know."""
    return _form(learner_id, Loaded({"day": clock.today()}))


@pages.post("/people/<uuid:learner_id>/move")
def move(learner_id: UUID) -> Response:
    """Move a learner to another class."""
    form = load(MoveSchema())
    learner = take(form, lambda: _move(learner_id, **form.value))
    if learner:
        flash(gettext("%(name)s gaat naar een andere klas.", name=learner.given_name))
        return see_other("people.person", person_id=learner_id)
    return _form(learner_id, form, 422)


def _move(learner_id: UUID, **value: Any) -> Person:
    return move_learner(current_actor(), learner_id, value["class_id"], value["day"], value["note"])


def _form(learner_id: UUID, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    found = {"learner": learner_known(actor, learner_id), "classes": options.classes(actor)[1:]}
    return render("people/move.html", status=status, form=form, times=classes_of(actor, learner_id), **found)


@pages.post("/placements/<uuid:placement_id>/hand-overs")
def write_note(placement_id: UUID) -> Response:
    """Keep a note for the placement's next mentor."""
    require_hand_over(current_actor(), placement_id)
    form = load(NoteSchema())
    note = take(form, lambda: write_work_note(current_actor(), placement_id, form.value["note"]))
    if note:
        flash(gettext("De notitie is bewaard."))
        return see_other("people.hand_overs", learner_id=note.learner_id)
    return render("people/note.html", status=422, form=form, placement_id=placement_id)


@pages.get("/placements/<uuid:placement_id>/hand-overs")
def note_form(placement_id: UUID) -> Response:
    """Ask what the placement's next mentor should know."""
    require_hand_over(current_actor(), placement_id)
    return render("people/note.html", form=Loaded({}), placement_id=placement_id)


@pages.get("/learners/<uuid:learner_id>/hand-overs")
def hand_overs(learner_id: UUID) -> Response:
    """Show the notes on a learner that the reader may read."""
    actor = current_actor()
    notes = notes_on(actor, learner_id)
    tell_looks(actor, [learner_id], Looked.LOGBOOK)
    return render("people/hand_overs.html", notes=notes, learner=learner_in_reach(actor, learner_id))
