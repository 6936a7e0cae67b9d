"""Taking a sheet out as a file, and bringing one in: it is read as a whole or not at all, and becomes a draft."""

import json
from uuid import UUID

from flask import Response, request
from marshmallow import Schema, fields, validate

from logbook.authoring import services
from logbook.authoring.queries.brought import Brought, read_brought
from logbook.authoring.queries.take_out import taken_out
from logbook.authoring.queries.versions import usable_sheet
from logbook.core.errors import NotFound
from logbook.core.ids import new_id
from logbook.core.texts import N_
from logbook.core.unit_of_work import let_go
from logbook.sheets.schemas.json_schema import sheet_json_schema
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .change_words import told_flaw

LARGEST = 8 * 1024 * 1024
SHOWN = 100
NO_FILE = N_("Kies een bestand.")
WRONG = N_("Dit bestand kan zo niet ingelezen worden. Hieronder staat waar. Er is niets bewaard.")
UNKNOWN = N_("Dit kennen we niet.")


class BringInSchema(Schema):
    """What a file becomes: a draft of this id, of a new sheet or of an own one."""

    draft_id = fields.UUID(required=True)
    sheet = fields.String(load_default=None, validate=validate.Length(max=80, error=UNKNOWN))
    file = fields.String()  # a browser sends the name of no file as a text


@pages.get("/sheets/<slug>/versions/<int:number>/sheet.<any(yaml, json, xlsx):form>")
def take_out(slug: str, number: int, form: str) -> Response:
    """Hand a version over as YAML or JSON, or its criteria as a spreadsheet."""
    file = taken_out(current_actor(), slug, number, form)
    response = Response(file.content, mimetype=file.mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=file.name)
    return response


@pages.get("/sheets/schema.json")
def schema() -> Response:
    """Publish the shape of a sheet's document."""
    return Response(json.dumps(sheet_json_schema(), indent=2), mimetype="application/schema+json")


@pages.get("/sheet-drafts/bring-in")
def bring_in_form() -> Response:
    """Ask for a file."""
    return _page(Loaded({"sheet": request.args.get("sheet", "")}))


@pages.post("/sheet-drafts/bring-in")
def bring_in() -> Response:
    """Read a file: a draft of what it says, or every mistake with its line and column and nothing kept."""
    request.max_content_length = LARGEST
    form = load(BringInSchema())
    file = request.files.get("file")
    data = file.read() if file else b""
    brought, begun = None, list[UUID]()
    if not data:
        form.refuse({"file": [NO_FILE]})
    if form.ok:
        let_go()  # nobody waits while a big file is read
        brought = read_brought(data)
        content, draft_id, sheet_id = brought.content, form.value["draft_id"], form.value["sheet"]
        if content is None:
            form.refuse({"file": [WRONG]})
        elif did(form, lambda: begun.append(services.bring_in(current_actor(), content, sheet_id, draft_id).id)):
            return see_other(".overview", draft_id=begun[0])
    return _page(form, brought, 422)


def _page(form: Loaded, brought: Brought | None = None, status: int = 200) -> Response:
    asked = form.typed.get("sheet")
    sheet = usable_sheet(current_actor(), asked) if isinstance(asked, str) and asked else None
    if sheet is not None and sheet.school_id is None:
        raise NotFound
    flaws = brought.flaws if brought else ()
    return render(
        "authoring/bring_in.html",
        status=status,
        form=form,
        sheet=sheet,
        draft_id=form.typed.get("draft_id") or new_id(),
        flaws=[(each, told_flaw(each)) for each in flaws[:SHOWN]],
        more=len(flaws) - SHOWN,
    )
