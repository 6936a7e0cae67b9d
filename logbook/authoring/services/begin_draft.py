"""Beginning a draft: of a sheet of the school, or of a new one."""

import copy
import unicodedata
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from logbook.authoring.models import SheetDraft
from logbook.authoring.policy import check_may_author
from logbook.authoring.queries import open_draft
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.core.upsert import insert_new
from logbook.extensions import db
from logbook.sheets.models import Sheet, SheetVersion
from logbook.sheets.policy import may_use

LONGEST_SLUG = 60


def begin_draft(
    actor: Actor, content: Mapping[str, Any], sheet_id: str | None = None, draft_id: UUID | None = None
) -> SheetDraft:
    """Begin a draft of `content`, which may be incomplete or wrong, and return it.

    For a `sheet_id` of the school, the draft that is open already is returned as it is: everybody works in the same
    one. Without `sheet_id` the content gets a name (id) of its own. The same `draft_id` again begins nothing new;
    when that draft was published meanwhile (somebody went back to an old form) the next one gets another id.
    Raises NotFound, and NotPermitted for a shipped sheet and for who makes no sheets.
    """
    check_may_author(actor)
    if draft_id is None or db.session.get(SheetVersion, draft_id) is not None:
        draft_id = new_id()
    existing = db.session.get(SheetDraft, draft_id)
    if existing is None and sheet_id is not None:
        _check_own(actor, sheet_id)
        existing = open_draft(actor, sheet_id)
    if existing is not None:
        if existing.school_id != actor.school_id:
            raise NotFound
        return existing
    kept = copy.deepcopy(dict(content))
    kept["id"] = sheet_id or own_name(draft_id, kept.get("title"))
    now = clock.now()
    values = {
        "id": draft_id,
        "school_id": actor.school_id,
        "sheet_id": sheet_id,
        "base_number": latest_number(sheet_id) if sheet_id else None,
        "content": kept,
        "version": 1,
        "made_by": actor.person_id,
        "made_at": now,
        "changed_by": actor.person_id,
        "changed_at": now,
    }
    if not insert_new(SheetDraft, values):  # somebody began it in this very moment: theirs is the one
        return begin_draft(actor, content, sheet_id, draft_id)
    draft = db.session.get_one(SheetDraft, draft_id)
    append_event(actor, "begin", "sheet_draft", draft.id, rev=1)
    return draft


def own_name(draft_id: UUID, title: Any) -> str:
    """Return the name of a school's own sheet: `s-`, eight digits of the draft, and its title's words."""
    words = title.get("nl", "") if isinstance(title, Mapping) else ""
    plain = unicodedata.normalize("NFKD", str(words)).encode("ascii", "ignore").decode().lower()
    slug = "-".join("".join(each if each.isalnum() else " " for each in plain).split())[:LONGEST_SLUG].strip("-")
    return f"s-{draft_id.hex[-8:]}-{slug or 'fiche'}"


def latest_number(sheet_id: str) -> int | None:
    """Return the number of a sheet's latest version."""
    return db.session.scalar(select(func.max(SheetVersion.number)).where(SheetVersion.sheet_id == sheet_id))


def _check_own(actor: Actor, sheet_id: str) -> None:
    sheet = db.session.get(Sheet, sheet_id)
    if sheet is None or sheet.history or not may_use(actor, sheet.school_id):
        raise NotFound
    if sheet.school_id is None:
        raise NotPermitted
