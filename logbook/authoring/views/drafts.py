"""The school's drafts: the list, beginning one, its overview, throwing it away."""

from typing import Any
from uuid import UUID

from flask import Response, flash, request, url_for
from flask_babel import gettext

from logbook.accounts.queries import names_of
from logbook.authoring import services
from logbook.authoring.models import OF_KIND, PARTS_OF_KIND, missing, part_of, rows_of
from logbook.authoring.queries import draft_of, draft_page, open_draft, what_is_wrong
from logbook.authoring.schemas import NewSheetSchema, TakeUpSchema
from logbook.core.errors import NotFound
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.sheets.queries import latest_version
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.paging import page_number
from logbook.web.rendering import render, see_other

from . import editor_words as words
from .blueprint import pages


@pages.get("/sheet-drafts")
def drafts() -> Response:
    """List what the school is working on."""
    page = draft_page(current_actor(), page_number(request.args.get("page")))
    return render(
        "authoring/drafts.html",
        page=page,
        names=names_of(each.changed_by for each in page.items),
        draft_pages=lambda number: url_for(".drafts", page=number),
    )


@pages.get("/sheet-drafts/new")
def new() -> Response:
    """Ask for the kind and the name of a new sheet."""
    return _new(Loaded({}))


@pages.post("/sheet-drafts/new")
def make() -> Response:
    """Begin a new sheet. The same form again opens the same draft."""
    actor, form = current_actor(), load(NewSheetSchema())
    begun: list[UUID] = []
    if did(form, lambda: begun.append(services.new_sheet(actor, **form.value).id)):
        return see_other(".overview", draft_id=begun[0])
    return _new(form, 422)


@pages.get("/sheets/<slug>/draft")
def take_up_form(slug: str) -> Response:
    """Ask whether to change a sheet or to copy it; say so when somebody is changing it already."""
    actor = current_actor()
    sheet = latest_version(actor, slug)
    if sheet.kind not in OF_KIND:
        raise NotFound
    draft = open_draft(actor, slug)
    return render(
        "authoring/take_up.html",
        sheet=sheet,
        draft=draft,
        names=names_of([draft.changed_by] if draft else []),
        draft_id=new_id(),
        copy_id=new_id(),
    )


@pages.post("/sheets/<slug>/draft")
def take_up(slug: str) -> Response:
    """Begin to change a sheet, or a copy of it. Who comes second gets the same draft of the school's own sheet."""
    actor, form = current_actor(), load(TakeUpSchema())
    if not form.ok:
        raise NotFound
    begin = services.copy_sheet if form.value["copy"] else services.edit_sheet
    with transaction():
        draft_id = begin(actor, slug, form.value["draft_id"]).id
    return see_other(".overview", draft_id=draft_id)


@pages.get("/sheet-drafts/<uuid:draft_id>")
def overview(draft_id: UUID) -> Response:
    """Show the parts of a draft, and whether something is wrong with it."""
    draft = draft_of(current_actor(), draft_id)
    kind = str(draft.content.get("kind"))
    return render(
        "authoring/overview.html",
        draft=draft,
        names=names_of([draft.changed_by]),
        missing=missing(draft.content),
        wrong=len(what_is_wrong(draft.content)[1]),
        parts={name: missing(_own(part_of(draft.content, name))) for name in PARTS_OF_KIND.get(kind, ())},
        shelves={name: rows_of(draft.content, name) for name in OF_KIND.get(kind, ())},
        missing_in=missing,
        words=words,
    )


@pages.post("/sheet-drafts/<uuid:draft_id>/drop")
def drop(draft_id: UUID) -> Response:
    """Throw a draft away."""
    with transaction():
        services.drop_draft(current_actor(), draft_id)
    flash(gettext("Het ontwerp is weg. De fiche zelf is niet veranderd."))
    return see_other(".drafts")


def _own(found: tuple[dict[str, Any], Any]) -> dict[str, Any]:
    """Return the texts of a part alone; the lists below it count for themselves."""
    part, shelf = found
    return {each.key: part.get(each.key) for each in shelf.texts}


def _new(form: Loaded, status: int = 200) -> Response:
    return render("authoring/new.html", status=status, form=form, draft_id=form.typed.get("draft_id") or new_id())
