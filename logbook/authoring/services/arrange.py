"""Moving, copying, removing and retiring the rows of a draft."""

import copy
from collections.abc import Callable, Collection, Mapping
from typing import Any

from logbook.authoring.models import Content, SheetDraft, Shelf, Spot, put_rows, rows_in, rows_of, shelf_of
from logbook.authoring.queries import published_ids
from logbook.core.actor import Actor
from logbook.core.errors import Rejected
from logbook.core.ids import new_id
from logbook.core.texts import N_

from .change import change
from .save_row import MOST_ROWS, TOO_MANY

Rows = list[dict[str, Any]]
USED = N_("Dit staat in een versie die al gebruikt werd. Zet het uit gebruik; weghalen kan niet.")
GROUP_USED = N_("In deze groep staan punten die al gebruikt werden. Zet die punten uit gebruik, of verplaats ze.")
ELSEWHERE = N_("Dit kan niet meer: er is intussen iets veranderd. Kijk hoe het nu is.")


def arrange(actor: Actor, spot: Spot, do: str, copy_id: str | None = None, before: str = "") -> SheetDraft:
    """Do one of up, down, put, copy, remove, retire and bring_back to a row. A row that is gone is left alone.

    `copy_id` names the copy, so that a doubled tap makes one; `before` is the row above which it is put, none for the
    last place. Raises NotFound, and Rejected for removing what a published version has, or a `before` that moved.
    """
    shelf, name = spot.shelf, spot.row

    def move(content: Content) -> None:
        rows = rows_of(content, shelf)
        place = next((index for index, row in enumerate(rows) if row.get("id") == name), None)
        if place is None:
            return
        kind = shelf_of(content, shelf)
        if do == "remove" and was_used(kind, rows[place], published_ids(actor, spot.draft_id)):
            raise Rejected({"do": [USED if kind.retires else GROUP_USED]})
        if do == "copy":
            _copy(rows, place, copy_id or fresh_name(shelf))
        elif do == "put":
            _put(rows, place, before)
        else:
            DEEDS[do](rows, place)
        if do == "remove" and shelf == "groups":
            _ungroup(content, name)
        if shelf.startswith("scale."):
            _number(rows)
        put_rows(content, shelf, rows)

    return change(actor, spot.draft_id, move)


def fresh_name(shelf: str) -> str:
    """Return the name (id) of a row that is new: its list's first letter, and six digits."""
    return f"{shelf[0]}_{new_id().hex[-6:]}"


def was_used(kind: Shelf, row: Mapping[str, Any], published: Collection[str]) -> bool:
    """Return whether records may name a row, or what is rated in it: then it stays in the sheet."""
    inside = rows_in(row, "items") if kind.kind == "attitudes" else []
    return any(each.get("id") in published for each in ([row] if kind.retires else inside))


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


def _put(rows: Rows, place: int, before: str) -> None:
    row = rows.pop(place)
    beside = [index for index, other in enumerate(rows) if together(other) == together(row)]
    places = [index for index in beside if rows[index].get("id") == before] if before else [max(beside, default=-1) + 1]
    if not places:
        raise Rejected({"do": [ELSEWHERE]})
    rows.insert(places[0], row)


def _copy(rows: Rows, place: int, copy_id: str) -> None:
    if any(row.get("id") == copy_id for row in rows):
        return
    if len(rows) >= MOST_ROWS:
        raise Rejected({"do": [TOO_MANY]})
    copied = copy.deepcopy(rows[place]) | {"id": copy_id}
    for each in rows_in(copied, "items"):  # whatever is rated has a name of its own in the whole sheet
        each["id"] = fresh_name("items")
    rows.insert(place + 1, copied)


def _remove(rows: Rows, place: int) -> None:
    del rows[place]


def _retire(rows: Rows, place: int) -> None:
    rows[place]["retired"] = True


def _rename(rows: Rows, place: int) -> None:
    """Give every further row with this row's name a name of its own; where there is none here, this row."""
    same = [row for row in rows[place + 1 :] if row.get("id") == rows[place].get("id")]
    for row in same or [rows[place]]:
        row["id"] = fresh_name("row")


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
    "rename": _rename,
}
ALL_DEEDS = (*DEEDS, "copy", "put")
