"""An item of an attitude sheet goes to another group: it stays the same item, so what was rated stays with it."""

from logbook.authoring.models import Content, SheetDraft, Spot, put_rows, rows_of
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, Rejected

from .change import change
from .save_row import MOST_ROWS, TOO_MANY

MOVE_TO = "move_to"
"""The deed's name in the forms, beside those of `arrange`."""


def move_item(actor: Actor, spot: Spot, group: str) -> SheetDraft:
    """Put an item last in another group. One that is gone or there already is left alone.

    Raises NotFound, and Rejected when that group is full.
    """
    if not spot.shelf.startswith("items."):
        raise NotFound
    there = f"items.{group}"

    def move(content: Content) -> None:
        rows, others = rows_of(content, spot.shelf), rows_of(content, there)
        item = next((row for row in rows if row.get("id") == spot.row), None)
        if item is None or there == spot.shelf:
            return
        if len(others) >= MOST_ROWS:
            raise Rejected({"do": [TOO_MANY]})
        put_rows(content, spot.shelf, [row for row in rows if row is not item])
        put_rows(content, there, [*others, item])

    return change(actor, spot.draft_id, move)
