"""Criteria that came from a spreadsheet take the place of a draft's, after somebody saw what that changes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from logbook.authoring.models import Content, SheetDraft, put_rows, rows_of
from logbook.authoring.models.spreadsheet import CriterionRow
from logbook.authoring.queries import locked_draft, published_ids
from logbook.core.actor import Actor
from logbook.core.errors import Rejected, Stale
from logbook.core.texts import N_

from .arrange import fresh_name
from .change import change

GONE = N_("Een criterium uit het rekenblad staat niet meer in het ontwerp. Lees het rekenblad opnieuw in.")


def take_in_criteria(actor: Actor, draft_id: UUID, seen: int, rows: Sequence[CriterionRow]) -> SheetDraft:
    """Give a draft the criteria of a spreadsheet, in its order. What was ever published retires instead of going.

    Raises NotFound, NotPermitted, Rejected, and Stale when the draft changed since the preview (`seen`).
    """
    if locked_draft(actor, draft_id).version != seen:
        raise Stale
    published = published_ids(actor, draft_id)

    def put(content: Content) -> None:
        before = {str(row.get("id")): row for row in rows_of(content, "criteria")}
        if not {row.id for row in rows if row.id} <= before.keys():
            raise Rejected({"file": [GONE]})
        kept: list[dict[str, Any]] = [
            row.over(before.get(row.id, {}), row.id or fresh_name("criteria")) for row in rows
        ]
        there = {row["id"] for row in kept}
        gone = (row for name, row in before.items() if name not in there and name in published)
        put_rows(content, "criteria", kept + [row | {"retired": True} for row in gone])

    return change(actor, draft_id, put)
