"""Giving sheets to learners: from a sheet's page, from the library, from a placement or a learner's page."""

from typing import Any
from uuid import UUID

from flask import Response, flash, request
from flask_babel import ngettext

from logbook.core.errors import NotFound
from logbook.library.queries import choice_of
from logbook.library.schemas import AssignSchema, ChosenSchema
from logbook.training.services import assign_sheets
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages


@pages.get("/sheet-choice")
def choose() -> Response:
    """Show for whom the chosen sheets can be."""
    form = load(ChosenSchema(), request.args)
    if not form.ok:
        raise NotFound
    return _page(form.value, Loaded({}))


@pages.post("/sheet-choice")
def assign() -> Response:
    """Give the sheets to the learners."""
    form, given = load(AssignSchema()), [0]
    if did(form, lambda: given.__setitem__(0, _give(form.value))):
        flash(ngettext("%(num)s fiche gegeven.", "%(num)s fiches gegeven.", given[0]))
        learner = form.value["learner"]
        if learner:
            return see_other(".assigned", learner_id=learner)
        return see_other(".index", **{"class": form.value["class_id"]})
    asked = load(ChosenSchema(), request.form)
    if not asked.ok:
        raise NotFound
    return _page(asked.value, form, 422)


def _give(asked: dict[str, Any]) -> int:
    return assign_sheets(current_actor(), asked["learners"], asked["sheet"])


def _page(asked: dict[str, Any], form: Loaded, status: int = 200) -> Response:
    choice = choice_of(
        current_actor(),
        asked["sheet"],
        class_id=asked["class_id"],
        learner_id=asked["learner"],
        placement_id=asked["placement"],
    )
    ticked = _ticked(form, [each.id for each in choice.learners if choice.has[each.id] < len(choice.sheets)])
    return render("library/choose.html", status=status, choice=choice, form=form, ticked=ticked)


def _ticked(form: Loaded, lacking: list[UUID]) -> set[str]:
    """Return who is ticked: as it was sent, else who has not all of the sheets yet."""
    sent = form.typed.get("learners", []) if form.typed else [str(each) for each in lacking]
    return {str(each) for each in sent} if isinstance(sent, list) else set()
