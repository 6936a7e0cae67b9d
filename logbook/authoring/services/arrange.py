"""Moving, copying, removing and retiring the rows of a draft."""

import copy
from collections.abc import Callable
from typing import Any

from logbook.authoring.models import Content, SheetDraft, Spot, put_rows, rows_of, shelf_of
from logbook.authoring.queries import published_ids
from logbook.core.actor import Actor
from logbook.core.errors import Rejected
from logbook.core.ids import new_id
from logbook.core.texts import N_

from .change import change
from .save_row import MOST_ROWS, TOO_MANY

Rows = list[dict[str, Any]]
USED = N_("Dit staat in een versie die al gebruikt werd. Zet het uit gebruik; weghalen kan niet.")


def arrange(actor: Actor, spot: Spot, do: str, copy_id: str | None = None) -> SheetDraft:
    """Do one of up, down, copy, remove, retire and bring_back to a row. A row that is gone already is left alone.

    `copy_id` names the copy, so that a doubled tap makes one. Raises NotFound, and Rejected for removing what a
    published version has.
    """
    shelf, name = spot.shelf, spot.row

    def move(content: Content) -> None:
        rows = rows_of(content, shelf)
        place = next((index for index, row in enumerate(rows) if row.get("id") == name), None)
        if place is None:
            return
        if do == "remove" and shelf_of(content, shelf).retires and name in published_ids(actor, spot.draft_id):
            raise Rejected({"do": [USED]})
        DEEDS[do](rows, place) if do != "copy" else _copy(rows, place, copy_id or fresh_name(shelf))
        if do == "remove" and shelf == "groups":
            _ungroup(content, name)
        if shelf.startswith("scale."):
            _number(rows)
        put_rows(content, shelf, rows)

    return change(actor, spot.draft_id, move)


def fresh_name(shelf: str) -> str:
    """Return the name (id) of a row that is new: its list's first letter, and six digits."""
    return f"{shelf[0]}_{new_id().hex[-6:]}"


def together(row: dict[str, Any]) -> tuple[Any, bool]:
    """Return what rows that stand together on the page have in common."""
    return row.get("group"), bool(row.get("retired"))


def _swap(step: int) -> Callable[[Rows, int], None]:
    def swap(rows: Rows, place: int) -> None:
        near = range(place + step, len(rows) if step > 0 else -1, step)
        other = next((index for index in near if together(rows[index]) == together(rows[place])), None)
        if other is not None:
            rows[place], rows[other] = rows[other], rows[place]

    return swap


def _copy(rows: Rows, place: int, copy_id: str) -> None:
    if any(row.get("id") == copy_id for row in rows):
        return
    if len(rows) >= MOST_ROWS:
        raise Rejected({"do": [TOO_MANY]})
    rows.insert(place + 1, copy.deepcopy(rows[place]) | {"id": copy_id})


def _remove(rows: Rows, place: int) -> None:
    del rows[place]


def _retire(rows: Rows, place: int) -> None:
    rows[place]["retired"] = True


def _bring_back(rows: Rows, place: int) -> None:
    rows[place].pop("retired", None)


def _ungroup(content: Content, group: str) -> None:
    """Let the criteria of a group that is gone stand under no group."""
    for row in rows_of(content, "criteria"):
        if row.get("group") == group:
            del row["group"]


def _number(levels: Rows) -> None:
    """Number the levels of a scale as they stand, from low to high; on paper the highest comes first."""
    for index, level in enumerate(levels):
        level["order"], level["print_order"] = index + 1, len(levels) - index


DEEDS: dict[str, Callable[[Rows, int], None]] = {
    "up": _swap(-1),
    "down": _swap(1),
    "remove": _remove,
    "retire": _retire,
    "bring_back": _bring_back,
}
ALL_DEEDS = (*DEEDS, "copy")
