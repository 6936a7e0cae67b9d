"""A draft as a learner would read it, also when it is not finished."""

import copy
from collections.abc import Mapping
from typing import Any

from logbook.authoring.models import PARTS_OF_KIND, Content, fill, lists_of, part_of, put_rows, rows_of, shelf_of
from logbook.core.actor import Actor
from logbook.core.ids import new_id
from logbook.sheets.models import LANGUAGES, SheetContent, read_content
from logbook.sheets.schemas import validate_sheet

BLANK = dict.fromkeys(LANGUAGES, "…")


def sheet_as_read(actor: Actor, content: Mapping[str, Any]) -> SheetContent | None:
    """Return what a draft says as pages read it, with dots for texts that are missing; None when too much is."""
    said = copy.deepcopy(dict(content))
    fill(said)
    sheet, _problems = validate_sheet("", said)
    if sheet is None:
        _dot(said)
        sheet, _problems = validate_sheet("", said)
    if sheet is None:
        return None
    return read_content(sheet, version_id=new_id(), number=0, school_id=actor.school_id)


def _dot(content: Content) -> None:
    kind = str(content.get("kind"))
    for name in PARTS_OF_KIND.get(kind, ()):
        part, shelf = part_of(content, name)
        _dot_row(part, [each.key for each in shelf.texts if each.needed])
    for inside in ("items.", "points.", "examples."):
        for number, name in enumerate(each for each in lists_of(content) if each.startswith(inside)):
            if not rows_of(content, name):
                put_rows(content, name, [{"id": f"dots_{number}"}])
    for name in lists_of(content):
        keys = [each.key for each in shelf_of(content, name).texts if each.needed]
        for row in rows_of(content, name):
            _dot_row(row, keys + [key for key in ("good", "bad") if row.get("drawing")])


def _dot_row(row: dict[str, Any], keys: list[str]) -> None:
    for key in keys:
        said = row.get(key)
        if not isinstance(said, dict) or not said.get("nl"):
            row[key] = BLANK | (said if isinstance(said, dict) else {})
