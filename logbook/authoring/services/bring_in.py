"""A sheet that came as a file becomes a draft: nothing is published, and nothing that records name gets lost."""

import copy
from typing import Any
from uuid import UUID

from sqlalchemy import select

from logbook.authoring.models import OF_KIND, SHELVES, Content, SheetDraft, put_rows, rows_in, rows_of, unfill
from logbook.authoring.policy import check_may_author
from logbook.authoring.queries import open_draft
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, Rejected
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.sheets.models import Sheet, SheetVersion

from .begin_draft import begin_draft

ALREADY = N_("Er is al een ontwerp van deze fiche. Publiceer het eerst, of gooi het weg.")
OTHER_KIND = N_("Dit bestand is een ander soort fiche.")


def bring_in(actor: Actor, content: Content, sheet_id: str | None, draft_id: UUID) -> SheetDraft:
    """Begin a draft of a valid content: a new sheet, or the next version of the school's own `sheet_id`.

    What a published version has and the file has not is retired in the draft, not gone. The same `draft_id` again
    begins nothing new. Raises NotFound, NotPermitted, and Rejected where a draft is open or the kind is another.
    """
    check_may_author(actor)
    kept = copy.deepcopy(content)
    unfill(kept)
    if sheet_id is not None:
        _join(actor, kept, sheet_id, draft_id)
    return begin_draft(actor, kept, sheet_id, draft_id)


def _join(actor: Actor, content: Content, sheet_id: str, draft_id: UUID) -> None:
    sheet = db.session.get(Sheet, sheet_id)
    if sheet is None or sheet.school_id != actor.school_id or sheet.history:
        raise NotFound
    if sheet.kind != content.get("kind"):
        raise Rejected({"file": [OTHER_KIND]})
    already = open_draft(actor, sheet_id)
    if already is not None and already.id != draft_id:
        raise Rejected({"file": [ALREADY]})
    named = select(SheetVersion.content).where(SheetVersion.sheet_id == sheet_id, SheetVersion.number == sheet.latest)
    base = db.session.scalar(named) or {}
    for shelf in OF_KIND[sheet.kind]:
        if SHELVES[shelf].retires:
            put_rows(content, shelf, [*rows_of(content, shelf), *_retired(base, content, shelf)])
    if sheet.kind == "attitude":
        _join_attitudes(base, content)


def _join_attitudes(base: Content, content: Content) -> None:
    """Let the items that the file has not stand retired in their group, which comes along where it is not there."""
    groups = rows_of(content, "attitudes")
    there = {item.get("id") for group in groups for item in rows_in(group, "items")}
    for group in rows_of(base, "attitudes"):
        gone = [item | {"retired": True} for item in rows_in(group, "items") if item["id"] not in there]
        same = next((each for each in groups if each.get("id") == group["id"]), None)
        if same is not None:
            same["items"] = [*rows_in(same, "items"), *gone]
        elif gone:
            groups.append({name: value for name, value in group.items() if name != "scale"} | {"items": gone})
    put_rows(content, "attitudes", groups)


def _retired(base: Content, content: Content, shelf: str) -> list[dict[str, Any]]:
    there = {row.get("id") for row in rows_of(content, shelf)}
    gone = (row for row in rows_of(base, shelf) if row.get("id") not in there)
    return [{name: value for name, value in row.items() if name != "group"} | {"retired": True} for row in gone]
