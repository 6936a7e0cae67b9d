"""Writing a company sheet. When somebody else saved meanwhile, both texts are on the page."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.company_sheets import queries, services
from logbook.company_sheets.models import OverlayWords, known_ids
from logbook.company_sheets.schemas import OverlaySchema
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages


@pages.get("/workplaces/<uuid:workplace_id>/sheets/<slug>/edit")
def edit(workplace_id: UUID, slug: str) -> Response:
    """Ask what is different at this workplace."""
    return _page(workplace_id, slug, Loaded({}))


@pages.post("/workplaces/<uuid:workplace_id>/sheets/<slug>/edit")
def save(workplace_id: UUID, slug: str) -> Response:
    """Keep it."""
    actor, form = current_actor(), load(OverlaySchema())
    try:
        if did(form, lambda: services.save_overlay(actor, workplace_id, slug, form.value.words, form.value.version)):
            flash(gettext("Bewaard."))
            return see_other(".read", workplace_id=workplace_id, slug=slug)
    except services.SavedMeanwhile as error:
        return _page(workplace_id, slug, form, 409, error.fresh)
    return _page(workplace_id, slug, form, 422)


def _page(
    workplace_id: UUID, slug: str, form: Loaded, status: int = 200, fresh: OverlayWords | None = None
) -> Response:
    """Return the form with what was typed, else what stands; `fresh` is what somebody else saved meanwhile."""
    actor = current_actor()
    place, sheet = queries.place_to_write(actor, workplace_id), services.overlaid_sheet(actor, slug)
    overlay = queries.overlay_at(actor, workplace_id, slug)
    words = overlay.words if overlay else OverlayWords()
    stands = overlay.version if overlay else 0
    lost = words.lost(sheet)
    ids = [*known_ids(sheet), *lost]
    return render(
        "company_sheets/edit.html",
        status=status,
        form=form,
        place=place,
        sheet=sheet,
        overlay=overlay,
        values=_shaped(form.typed or words.to_json(), ids),
        version=stands if fresh else form.typed.get("version", stands),
        theirs=_shaped(fresh.to_json(), ids) if fresh else None,
        lost=lost,
    )


def _shaped(raw: Mapping[str, Any], ids: Iterable[str]) -> dict[str, Any]:
    """Return every field of the form with its text: what was typed may have any shape."""
    steps, elsewhere = _mapping(raw.get("steps")), _mapping(raw.get("elsewhere"))
    return {
        **{name: _text(raw.get(name)) for name in ("material", "timing", "note")},
        "steps": {each: _text(steps.get(each)) for each in ids},
        "elsewhere": {
            each: {name: _text(_mapping(elsewhere.get(each)).get(name)) for name in ("by", "who")} for each in ids
        },
    }


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
