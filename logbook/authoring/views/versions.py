"""The versions of a sheet, two of them side by side, and moving learners to a newer one."""

from typing import Any
from uuid import UUID

from flask import Response, flash, request
from flask_babel import gettext, ngettext
from marshmallow import Schema, fields, validate

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.authoring import services
from logbook.authoring.queries.differences import PARTS
from logbook.authoring.queries.moving import move_page
from logbook.authoring.queries.versions import compare_page, versions_page
from logbook.core.errors import NotFound, Stale
from logbook.core.texts import N_
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .change_words import LANGUAGE_NAMES, leaf_name

UNKNOWN = N_("Dit kennen we niet.")
CHANGED = N_("Iemand werkt intussen met een andere versie. Kijk opnieuw en kies nog eens.")
MOST_LEARNERS = 60
_LARGEST = 2**31 - 1


class MoveSchema(Schema):
    """Who moves, and the version of each that the teacher saw."""

    learners = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=MOST_LEARNERS, error=UNKNOWN))
    seen = fields.Dict(
        keys=fields.UUID(),
        values=fields.Integer(validate=validate.Range(1, _LARGEST, error=UNKNOWN)),
        load_default=dict,
        validate=validate.Length(max=MOST_LEARNERS, error=UNKNOWN),
    )


@pages.get("/sheets/<slug>/versions")
def versions(slug: str) -> Response:
    """List the versions of a sheet, and who works with which."""
    return render("authoring/versions.html", page=versions_page(current_actor(), slug))


@pages.get("/sheets/<slug>/versions/compare")
def compare(slug: str) -> Response:
    """Show what differs between two versions: the last two, where none are named."""
    first, second = (_number(request.args[name]) if name in request.args else None for name in ("from", "to"))
    page = compare_page(current_actor(), slug, first, second)
    return render(
        "authoring/compare.html",
        page=page,
        options=[(each, gettext("Versie %(n)s", n=each)) for each in page.numbers],
        **_words(),
    )


def _words() -> dict[str, Any]:
    return {"titles": PARTS, "leaf": leaf_name, "languages": LANGUAGE_NAMES}


@pages.get("/sheets/<slug>/versions/<int:number>/move")
def move_form(slug: str, number: int) -> Response:
    """Ask for the class whose learners are to move, where the actor has more than one."""
    return _move_page(slug, number, None, Loaded({}))


@pages.get("/classes/<uuid:class_id>/sheets/<slug>/versions/<int:number>/move")
def move_class(class_id: UUID, slug: str, number: int) -> Response:
    """Show for each learner of a class what a move to this version means."""
    return _move_page(slug, number, class_id, Loaded({}))


@pages.post("/classes/<uuid:class_id>/sheets/<slug>/versions/<int:number>/move")
def move(class_id: UUID, slug: str, number: int) -> Response:
    """Let the chosen learners go on with this version."""
    form = load(MoveSchema())
    moved: list[int] = []
    try:
        if did(form, lambda: moved.append(_move(slug, number, form.value))):
            flash(
                ngettext(
                    "%(num)s leerling werkt nu met de nieuwe versie.",
                    "%(num)s leerlingen werken nu met de nieuwe versie.",
                    moved[0],
                )
            )
            return see_other(".versions", slug=slug)
    except Stale:
        form.refuse({"learners": [CHANGED]})
        return _move_page(slug, number, class_id, form, 409)
    return _move_page(slug, number, class_id, form, 422)


def _move(slug: str, number: int, given: dict[str, Any]) -> int:
    seen = given["seen"]
    return services.move_learners(
        current_actor(), slug, number, {each: seen.get(each, 0) for each in given["learners"]}
    )


def _move_page(slug: str, number: int, class_id: UUID | None, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    page = move_page(actor, slug, number, class_id)
    tell_looks(actor, [each.learner.id for each in page.moves], Looked.CLASS)
    chosen = form.typed.get("learners")
    return render(
        "authoring/move.html", status=status, page=page, form=form, chosen=chosen if isinstance(chosen, list) else []
    )


def _number(text: str) -> int:
    """Return a version's number. Raises NotFound for what is none."""
    if not text.isdecimal() or not text.isascii() or len(text) > 9:
        raise NotFound
    return int(text)
