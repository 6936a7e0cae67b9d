"""Erasing somebody in two steps, and watching it."""

from uuid import UUID

from flask import Response, request

from logbook.accounts.queries import names_of
from logbook.core.errors import Rejected
from logbook.core.unit_of_work import transaction
from logbook.privacy.models import ErasureScope
from logbook.privacy.queries.erasures import erasures_of_school
from logbook.privacy.queries.subjects import counts_of, erasure_for, subject_for
from logbook.privacy.schemas.forms import EraseSchema, ErasureChoiceSchema
from logbook.privacy.services.ask_erasure import ask_erasure, stop_erasure
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.jobs import later
from logbook.web.paging import page_number
from logbook.web.rendering import render, see_other

from .blueprint import pages

JOB = "erase"
TOLD = (
    "entry",
    "media",
    "assessment",
    "week",
    "week_assessment",
    "remark",
    "commitment",
    "day",
    "hand_over",
    "draft",
    "correction",
    "rejected_op",
    "paired_device",
    "sign_in_session",
)
"""The tables that the preview tells by their name, in this order; the others are one number."""


@pages.get("/people/<uuid:person_id>/erase")
def erase_form(person_id: UUID) -> Response:
    """First ask what is erased and why; then show what goes and what stays, and ask for the name."""
    found = subject_for(current_actor(), person_id)
    form = load(ErasureChoiceSchema(), request.args) if request.args else Loaded({})
    if form.ok and request.args and not found.hold:
        return _preview(person_id, Loaded({**form.typed}), ErasureScope(form.value["scope"]))
    return render("privacy/erase.html", status=200 if form.ok else 422, subject=found, form=form)


@pages.post("/people/<uuid:person_id>/erase")
def erase(person_id: UUID) -> Response:
    """Ask the worker to erase."""
    actor, form = current_actor(), load(EraseSchema())
    if form.ok:
        asked = {**form.value, "scope": ErasureScope(form.value["scope"])}
        try:
            with transaction():
                erasure_id = ask_erasure(actor, person_id, **asked).id
            later(JOB, str(erasure_id))
            return see_other(".erasure", erasure_id=erasure_id)
        except Rejected as error:
            form.refuse(error.errors)
    subject = subject_for(actor, person_id)
    if subject.hold or {"scope", "ground"} & form.errors.keys():
        return render("privacy/erase.html", status=422, subject=subject, form=form)
    return _preview(person_id, form, ErasureScope(str(form.typed["scope"])), 422)


def _preview(person_id: UUID, form: Loaded, scope: ErasureScope, status: int = 200) -> Response:
    subject = subject_for(current_actor(), person_id)
    counts = counts_of(subject, scope)
    shown = [(name, counts[name]) for name in TOLD if name in counts]
    return render(
        "privacy/erase_preview.html",
        status=status,
        subject=subject,
        scope=scope.value,
        counts=shown,
        others=sum(counts.values()) - sum(number for _name, number in shown),
        form=form,
    )


@pages.get("/school/erasures")
def erasures() -> Response:
    """List the erasures of the school."""
    found = erasures_of_school(current_actor(), page_number(request.args.get("page")))
    names = names_of(
        {each.person_id for each in found.items} | {each.asked_by for each in found.items if each.asked_by}
    )
    return render("privacy/erasures.html", page=found, names=names)


@pages.get("/school/erasures/<uuid:erasure_id>")
def erasure(erasure_id: UUID) -> Response:
    """Show how far an erasure is."""
    found = erasure_for(current_actor(), erasure_id)
    return render("privacy/erasure.html", "privacy/_erasure_state.html", erasure=found)


@pages.post("/school/erasures/<uuid:erasure_id>/stop")
def stop(erasure_id: UUID) -> Response:
    """Stop an erasure at its next step."""
    with transaction():
        stop_erasure(current_actor(), erasure_id)
    return see_other(".erasure", erasure_id=erasure_id)
