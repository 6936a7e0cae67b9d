"""Saving one row of a draft. Two people in different rows never meet; in the same row nobody's words are lost."""

from collections.abc import Mapping
from typing import Any

from logbook.authoring.models import (
    PARTS,
    Content,
    SheetDraft,
    Shelf,
    Spot,
    fingerprint,
    put_rows,
    row_named,
    rows_of,
    shown,
)
from logbook.authoring.queries import known_scales
from logbook.core.actor import Actor
from logbook.core.errors import Rejected, Stale
from logbook.core.texts import N_

from .change import change

MOST_ROWS = 120
TOO_MANY = N_("Er staan al zoveel rijen. Maak er een tweede fiche van.")


def save_row(actor: Actor, spot: Spot, values: Mapping[str, Any], was: str) -> SheetDraft:
    """Save what a form says of a row. `was` is the row's fingerprint when the form was opened, empty for a new row.

    The same words again are no change, whoever saved them. Raises NotFound, Rejected, and Stale when somebody else
    changed or removed this row since.
    """
    shelf, name = spot.shelf, spot.row

    def save(content: Content) -> None:
        row, kind = row_named(content, shelf, name)
        said = shown(dict(values), kind)
        if fingerprint(row, kind) != was and (row is None or shown(row, kind) != said):
            raise Stale(row)
        if row is None:
            rows = rows_of(content, shelf)
            if len(rows) >= MOST_ROWS:
                raise Rejected({"text": [TOO_MANY]})
            row = new_row(shelf, name, rows)
            put_rows(content, shelf, [*rows, row])
        _write(row, kind, said)
        if "scale" in said:
            _take_scale(actor, content, said["scale"])

    return change(actor, spot.draft_id, save)


def new_row(shelf: str, name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a row without words, for the end of a list."""
    row: dict[str, Any] = {"id": name}
    if shelf in ("sections", "attitudes"):
        row["items"] = []
    if shelf.startswith("items."):
        row["examples"] = []
    if shelf.startswith("scale."):
        row |= {"order": len(rows) + 1, "print_order": len(rows) + 1, "counts_as_met": False}
    return row


def _write(row: dict[str, Any], kind: Shelf, said: Mapping[str, Any]) -> None:
    """Write texts and answers; a text that may be left out is left out when it is empty."""
    for each in kind.texts:
        if said[each.key] or each.needed:
            row[each.key] = said[each.key]
        else:
            row.pop(each.key, None)
    for key in kind.extras:
        if key in said:
            row[key] = said[key]
        elif key == "counts_as_met":
            row[key] = False
        elif kind.kind != PARTS:
            row.pop(key, None)


def _take_scale(actor: Actor, content: Content, name: str) -> None:
    """Copy a chosen scale into the sheet. One of that name that the sheet has already stays as it is."""
    scales = content.setdefault("scales", {})
    known = known_scales(actor)
    if name not in scales and name in known:
        scales[name] = known[name]
