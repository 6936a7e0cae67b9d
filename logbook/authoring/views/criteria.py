"""Criteria from a spreadsheet onto a draft: read, shown what would change, then taken in."""

import json
from typing import Any
from uuid import UUID

from flask import Response, flash, request
from flask_babel import gettext
from marshmallow import Schema, ValidationError, fields, post_load, validate

from logbook.authoring import services
from logbook.authoring.models.spreadsheet import TEXTS, CellFlaw, CriteriaChanges, CriterionRow
from logbook.authoring.queries import draft_of, published_ids
from logbook.authoring.queries.spreadsheet import MOST_ROWS, changes_of, read_criteria
from logbook.core.errors import Stale
from logbook.core.texts import N_
from logbook.sheets.models import LANGUAGES
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, cleaned_text, load
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .exchange import LARGEST, NO_FILE

UNKNOWN = N_("Dit kennen we niet.")
WRONG = N_("Dit rekenblad kan zo niet ingelezen worden. Hieronder staat waar. Er is niets bewaard.")
CHANGED = N_("Iemand veranderde het ontwerp intussen. Lees het rekenblad opnieuw in.")
SHOWN = 100
_TEXT = {each: fields.String(validate=validate.Length(max=240)) for each in LANGUAGES}


class RowSchema(Schema):
    """One criterion, as the preview sends it back."""

    id = fields.String(required=True, validate=validate.Length(max=60))
    group = fields.String(required=True, validate=validate.Length(max=60))
    texts = fields.Nested(
        Schema.from_dict({name: fields.Nested(Schema.from_dict(dict(_TEXT))) for name in TEXTS}), required=True
    )
    iso6520 = fields.List(fields.String(validate=validate.Length(max=4)), required=True)
    retired = fields.Boolean(required=True)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> CriterionRow:
        """Return the row."""
        return CriterionRow(**data | {"iso6520": tuple(data["iso6520"])})


def _cleaned(found: dict[str, Any]) -> dict[str, Any]:
    """Return an object without what stands for no character in its texts, as the fields of forms are read."""
    return {key: cleaned_text(value) if isinstance(value, str) else value for key, value in found.items()}


class TakeInSchema(Schema):
    """The rows that were shown, and the draft's version then."""

    version = fields.Integer(required=True, validate=validate.Range(1, 2**31 - 1, error=UNKNOWN))
    rows = fields.String(required=True)

    @post_load
    def read(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return the rows as rows."""
        try:
            rows = json.loads(data["rows"], object_hook=_cleaned)[:MOST_ROWS]
            return data | {"rows": RowSchema(many=True).load(rows)}
        except (ValueError, TypeError, KeyError, RecursionError, ValidationError):
            raise ValidationError(UNKNOWN, "rows") from None


@pages.get("/sheet-drafts/<uuid:draft_id>/spreadsheet")
def criteria_form(draft_id: UUID) -> Response:
    """Ask for a spreadsheet."""
    return _page(draft_id, Loaded({}))


@pages.post("/sheet-drafts/<uuid:draft_id>/spreadsheet")
def criteria_preview(draft_id: UUID) -> Response:
    """Show what a spreadsheet would change, or every cell that is wrong. Nothing changes yet."""
    request.max_content_length = LARGEST
    actor, form = current_actor(), Loaded({})
    draft, file = draft_of(actor, draft_id), request.files.get("file")
    data = file.read() if file else b""
    if not data:
        form.refuse({"file": [NO_FILE]})
        return _page(draft_id, form, status=422)
    rows, flaws = read_criteria(data, draft.content)
    if flaws:
        form.refuse({"file": [WRONG]})
        return _page(draft_id, form, flaws=flaws, status=422)
    return _page(draft_id, form, rows=rows, changes=changes_of(draft.content, rows, published_ids(actor, draft_id)))


@pages.post("/sheet-drafts/<uuid:draft_id>/spreadsheet/take-in")
def criteria(draft_id: UUID) -> Response:
    """Take the rows that were shown into the draft. 409 when it changed since."""
    actor, form = current_actor(), load(TakeInSchema())
    try:
        if did(form, lambda: services.take_in_criteria(actor, draft_id, form.value["version"], form.value["rows"])):
            flash(gettext("De criteria uit het rekenblad staan nu in het ontwerp."))
            return see_other(".shelf", draft_id=draft_id, shelf="criteria")
    except Stale:
        form.refuse({"file": [CHANGED]})
        return _page(draft_id, form, status=409)
    return _page(draft_id, form, status=422)


def _page(
    draft_id: UUID,
    form: Loaded,
    *,
    flaws: list[CellFlaw] | None = None,
    rows: list[CriterionRow] | None = None,
    changes: CriteriaChanges | None = None,
    status: int = 200,
) -> Response:
    return render(
        "authoring/criteria.html",
        status=status,
        draft=draft_of(current_actor(), draft_id),
        form=form,
        flaws=(flaws or [])[:SHOWN],
        more=len(flaws or []) - SHOWN,
        changes=changes,
        rows=json.dumps(RowSchema(many=True).dump(rows or []), ensure_ascii=False),
    )
