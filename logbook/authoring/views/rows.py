"""The lists of a draft and the form of each row: saved at each change by a script, by its button without one."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Response, flash, jsonify, request
from flask_babel import gettext

from logbook.authoring import services
from logbook.authoring.models import PARTS, Spot, holder_of, missing, rows_of, shelf_of, shown
from logbook.authoring.queries import draft_of, known_scales
from logbook.authoring.schemas import ArrangeSchema, ScaleSchema, row_schema
from logbook.core.errors import NotFound, Stale
from logbook.core.unit_of_work import transaction
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from . import editor_words as words
from .blueprint import pages
from .row_page import RowPage, row_page

ROWS = "/sheet-drafts/<uuid:draft_id>/rows/<shelf>"


@pages.get(ROWS)
def shelf(draft_id: UUID, shelf: str) -> Response:
    """List the rows, in groups where there are any; those in use no more at the end."""
    return _list(draft_id, shelf)


@pages.post(ROWS)
def arrange(draft_id: UUID, shelf: str) -> Response:
    """Move, put elsewhere, copy, remove or retire a row."""
    actor, form = current_actor(), load(ArrangeSchema())
    if not form.ok or not form.value["do"] or shelf == PARTS:
        raise NotFound
    _check_own_scale(shelf)
    do, row, copied, before = form.value["do"], form.value["row"], form.value.get("copy_id"), form.value["before"]
    if do == services.MOVE_TO:
        return _move(Spot(draft_id, shelf, row), form)
    if not did(form, lambda: services.arrange(actor, Spot(draft_id, shelf, row), do, copied, before)):
        return _list(draft_id, shelf, form, 422)
    if do == "copy" and copied:
        return see_other(".row", draft_id=draft_id, shelf=shelf, row=copied)
    flash(gettext("Weggehaald.")) if do == "remove" else None
    moved = {"at": row, "do": do} if do in ("up", "down") else {}
    return see_other(".shelf", draft_id=draft_id, shelf=shelf, **moved)


@pages.get(f"{ROWS}/new")
def new_row(draft_id: UUID, shelf: str) -> Response:
    """Show the form of a row that is not there yet; it comes with its first words."""
    if shelf == PARTS:
        raise NotFound
    return _form(row_page(current_actor(), Spot(draft_id, shelf, services.fresh_name(shelf)), Loaded({})))


@pages.get(f"{ROWS}/<row>")
def row(draft_id: UUID, shelf: str, row: str) -> Response:
    """Show the form of a row."""
    page = row_page(current_actor(), Spot(draft_id, shelf, row), Loaded({}))
    if page.is_new:
        raise NotFound
    return _form(page)


@pages.post(f"{ROWS}/<row>")
def save_row(draft_id: UUID, shelf: str, row: str) -> Response:
    """Save a row. 409 when somebody else changed it meanwhile: both texts stand side by side then."""
    actor, spot = current_actor(), Spot(draft_id, shelf, row)
    _check_own_scale(shelf)
    page = row_page(actor, spot, Loaded({}))
    names = {key: [name for name, _word in choices] for key, choices in page.choices.items()}
    scales, groups = ([each for each in names.get(key, ()) if each] for key in ("scale", "group"))
    form = load(row_schema(page.kind, scales, groups))
    try:
        done = did(form, lambda: services.save_row(actor, spot, _said(form), form.value["was"]))
    except Stale:
        return _answer(spot, 409) if _by_script() else _both(spot, form)
    if _by_script():
        return _answer(spot, 200 if done else 422)
    if not done:
        return _form(_with(row_page(actor, spot, Loaded({})), form), 422)
    return _onwards(spot)


@pages.post("/sheet-drafts/<uuid:draft_id>/scales")
def own_scale(draft_id: UUID) -> Response:
    """Give the sheet a scale of its own, and show its levels."""
    actor, form = current_actor(), load(ScaleSchema())
    if not form.ok:
        raise NotFound
    name = form.value["name"]
    with transaction():
        services.own_scale(actor, draft_id, name)
    return see_other(".shelf", draft_id=draft_id, shelf=f"scale.{name}")


def _list(draft_id: UUID, shelf: str, form: Loaded | None = None, status: int = 200) -> Response:
    actor = current_actor()
    draft = draft_of(actor, draft_id)
    if shelf == PARTS:
        raise NotFound
    _check_own_scale(shelf)
    kind, rows = shelf_of(draft.content, shelf), rows_of(draft.content, shelf)
    used = [each for each in rows if not each.get("retired")]
    groups = rows_of(draft.content, "groups") if shelf == "criteria" else []
    named = {each.get("id") for each in groups}
    blocks: list[tuple[dict[str, Any] | None, list[dict[str, Any]]]] = [
        (None, [each for each in used if each.get("group") not in named])
    ]
    blocks += [(group, [each for each in used if each.get("group") == group.get("id")]) for group in groups]
    return render(
        "authoring/shelf.html",
        status=status,
        draft=draft,
        shelf=shelf,
        kind=kind,
        blocks=[(group, block) for group, block in blocks if block or group],
        retired=[each for each in rows if each.get("retired")],
        errors=form.errors if form else {},
        moved=(request.args.get("at"), request.args.get("do")),
        missing_in=missing,
        holder=holder_of(draft.content, shelf),
        words=words,
    )


def _move(spot: Spot, form: Loaded) -> Response:
    group = form.value["group"]
    if not did(form, lambda: services.move_item(current_actor(), spot, group)):
        return _list(spot.draft_id, spot.shelf, form, 422)
    return see_other(".shelf", draft_id=spot.draft_id, shelf=f"items.{group}", _anchor=f"row-{spot.row}")


def _form(page: RowPage, status: int = 200) -> Response:
    return render(
        "authoring/row.html", status=status, page=page, words=words, copy_id=services.fresh_name(page.spot.shelf)
    )


def _said(form: Loaded) -> dict[str, object]:
    return {key: value for key, value in form.value.items() if key not in ("was", "next")}


def _with(page: RowPage, form: Loaded) -> RowPage:
    """Show what was typed in place of what is kept."""
    return replace(page, form=form)


def _both(spot: Spot, form: Loaded) -> Response:
    """Show what was typed beside what stands there now: nothing that either of two people wrote is lost."""
    page = row_page(current_actor(), spot, form)
    return _form(replace(page, theirs=shown(page.row, page.kind) if page.row else {}), 409)


def _answer(spot: Spot, status: int) -> Response:
    """Tell the script that saves what the row is now: its fingerprint, and how many translations are missing."""
    page = row_page(current_actor(), spot, Loaded({}))
    answer = jsonify(was=page.was, missing=missing(shown(page.row, page.kind)))
    answer.status_code = status
    return answer


def _by_script() -> bool:
    return request.headers.get("X-Autosave") == "1"


def _onwards(spot: Spot) -> Response:
    """Go where the button said: to the list, or to the next new row."""
    if request.form.get("next") == "new":
        return see_other(".new_row", draft_id=spot.draft_id, shelf=spot.shelf)
    if spot.shelf == PARTS:
        return see_other(".overview", draft_id=spot.draft_id)
    return see_other(".shelf", draft_id=spot.draft_id, shelf=spot.shelf, _anchor=f"row-{spot.row}")


def _check_own_scale(shelf: str) -> None:
    """A scale that other sheets share changes in none of them. Raises NotFound."""
    if shelf.startswith("scale.") and shelf.removeprefix("scale.") in known_scales(current_actor(), shipped=True):
        raise NotFound
