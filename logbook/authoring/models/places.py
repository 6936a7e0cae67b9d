"""Where things stand in a sheet's content: its lists of rows, its parts, and the texts that each has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from logbook.core.errors import NotFound

Content = dict[str, Any]
LABEL, SENTENCE = 100, 240
PARTS = "part"
"""The list whose rows are the parts that a sheet has once: what it is about, its checks, its evaluation."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text that a row has in every language: at most `longest` characters, `needed` for publishing."""

    key: str
    longest: int = LABEL
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of a list of a draft; in the list `part` the row is a part that the sheet has once."""

    draft_id: UUID
    shelf: str
    row: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A kind of list: the texts of its rows, and what else they have. A row that `retires` is kept once published."""

    kind: str
    texts: tuple[Words, ...]
    extras: tuple[str, ...] = ()
    retires: bool = False
    shown_by: str = "text"


_TEXT = (Words("text", SENTENCE),)
SHELVES = {
    each.kind: each
    for each in (
        Shelf("steps", (*_TEXT, Words("note", SENTENCE, needed=False)), retires=True),
        Shelf("checks", (Words("text"), Words("short")), retires=True),
        Shelf(
            "criteria",
            (
                Words("text"),
                Words("short"),
                Words("look_for", SENTENCE),
                Words("good", SENTENCE, needed=False),
                Words("bad", SENTENCE, needed=False),
            ),
            extras=("group", "iso6520", "drawing"),
            retires=True,
        ),
        Shelf("groups", (Words("title"),), ("scale",), shown_by="title"),
        Shelf("attitudes", (Words("title"), Words("agreements")), ("scale",), shown_by="title"),
        Shelf("items", (Words("text"), Words("short")), ("extension",), retires=True),
        Shelf("examples", _TEXT),
        Shelf("sections", (Words("title"), Words("about", SENTENCE)), shown_by="title"),
        Shelf("points", _TEXT),
        Shelf("introduction", _TEXT),
        Shelf("header", (Words("label"), Words("text", SENTENCE)), shown_by="label"),
        Shelf("remarks", _TEXT),
        Shelf("scale", (Words("symbol"), Words("label")), extras=("counts_as_met",), shown_by="label"),
    )
}
_PATHS: dict[str, tuple[str, ...]] = {
    "steps": ("steps",),
    "checks": ("daily_log", "checks", "items"),
    "criteria": ("evaluation", "criteria"),
    "groups": ("evaluation", "groups"),
    "attitudes": ("groups",),
    "sections": ("sections",),
    "introduction": ("introduction",),
    "header": ("header",),
    "remarks": ("remarks",),
}
OF_KIND = {
    "task": ("steps", "checks", "criteria", "groups", "introduction", "header", "remarks"),
    "theme": ("sections", "criteria", "groups", "introduction"),
    "attitude": ("attitudes", "introduction"),
}
"""The lists of a sheet that can be made here, by its kind."""
_INSIDE = {"points": ("sections", "items"), "items": ("attitudes", "items"), "examples": ("items", "examples")}
"""The lists that stand inside a row of another list, named after that row: that list, and the key in the row."""
_ABOUT = (Words("title"), Words("short_title"), Words("summary", SENTENCE))
_PART_SHELVES: dict[str, tuple[tuple[str, ...], Shelf]] = {
    "about": ((), Shelf(PARTS, _ABOUT, ("tracks",), shown_by="title")),
    "about.attitude": (
        (),
        Shelf(PARTS, (*_ABOUT, Words("extension_note", SENTENCE)), ("tracks",), shown_by="title"),
    ),
    "rating": (("rating",), Shelf(PARTS, (), ("scale",))),
    "checks": (("daily_log", "checks"), Shelf(PARTS, (Words("title"),), ("scale",), shown_by="title")),
    "evaluation": (
        ("evaluation",),
        Shelf(PARTS, (Words("title"), Words("rule", SENTENCE)), ("scale",), shown_by="title"),
    ),
}
PARTS_OF_KIND = {
    "task": ("about", "checks", "evaluation"),
    "theme": ("about", "evaluation"),
    "attitude": ("about", "rating"),
}


def shelf_of(content: Mapping[str, Any], name: str) -> Shelf:
    """Return what kind of list `name` is here: `steps`, `points.<section>`, `scale.<name>`… Raises NotFound."""
    kind, _, inner = name.partition(".")
    if (kind in _INSIDE or kind == "scale") and inner:
        _list(content, name)
    elif inner or kind not in OF_KIND.get(str(content.get("kind")), ()):
        raise NotFound
    return SHELVES[kind]


def rows_of(content: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the rows of a list; one that is not there yet has none. Raises NotFound for a list of no such sheet."""
    shelf_of(content, name)
    return [row for row in _list(content, name) if isinstance(row, dict)]


def put_rows(content: Content, name: str, rows: list[dict[str, Any]]) -> None:
    """Give a list these rows."""
    parent, key = _parent(content, name)
    if rows or key in parent or name not in ("groups", "introduction", "header"):
        parent[key] = rows
    if not rows and name in ("groups", "introduction", "header"):
        parent.pop(key, None)


def part_of(content: Mapping[str, Any], name: str) -> tuple[dict[str, Any], Shelf]:
    """Return a part that the sheet has once, with the texts it has. Raises NotFound."""
    sheet_kind = str(content.get("kind"))
    if name not in PARTS_OF_KIND.get(sheet_kind, ()):
        raise NotFound
    path, shelf = _PART_SHELVES.get(f"{name}.{sheet_kind}") or _PART_SHELVES[name]
    found: Any = content
    for key in path:
        found = found.setdefault(key, {}) if isinstance(found, dict) else {}
    return found, shelf


def lists_of(content: Mapping[str, Any]) -> list[str]:
    """Return the names of all lists that a content has: those of its kind, those inside their rows, its scales."""
    found = list(OF_KIND.get(str(content.get("kind")), ()))
    for kind in _INSIDE:
        found += [f"{kind}.{row['id']}" for row in _holders(content, kind) if isinstance(row.get("id"), str)]
    scales = content.get("scales")
    return found + [f"scale.{name}" for name in (scales if isinstance(scales, dict) else ())]


def holder_of(content: Mapping[str, Any], name: str) -> tuple[str, str] | None:
    """Return the list and the row that a list stands inside, None for one that stands in no row. Raises NotFound."""
    kind, _, inner = name.partition(".")
    if kind not in _INSIDE:
        return None
    above = _INSIDE[kind][0]
    if above not in _INSIDE:
        return above, inner
    for holder in _holders(content, above):
        if any(row.get("id") == inner for row in rows_in(holder, _INSIDE[above][1])):
            return f"{above}.{holder.get('id')}", inner
    raise NotFound


def rows_in(row: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """Return the rows of a list that a row has under `key`."""
    found = row.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _holders(content: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    """Return the rows that each hold a list of this kind; none for a kind of list that the sheet has not."""
    above = _INSIDE[kind][0]
    if above in _INSIDE:
        return [row for holder in _holders(content, above) for row in rows_in(holder, _INSIDE[above][1])]
    return rows_of(content, above) if above in OF_KIND.get(str(content.get("kind")), ()) else []


def _list(content: Mapping[str, Any], name: str) -> list[Any]:
    parent, key = _parent(content, name)
    found = parent.get(key)
    if found is None and name.startswith("scale."):
        raise NotFound
    return found if isinstance(found, list) else []


def _parent(content: Mapping[str, Any], name: str) -> tuple[dict[str, Any], str]:
    """Return the mapping that holds a list, and the list's key in it. Raises NotFound."""
    kind, _, inner = name.partition(".")
    if kind == "scale":
        return _inner(content, "scales"), inner
    if kind in _INSIDE:
        named = [each for each in _holders(content, kind) if each.get("id") == inner]
        if not named:
            raise NotFound
        return named[0], _INSIDE[kind][1]
    *above, key = _PATHS[kind]
    parent: Any = content
    for each in above:
        parent = _inner(parent, each)
    return parent, key


def _inner(parent: Any, key: str) -> dict[str, Any]:
    found: dict[str, Any] = parent.setdefault(key, {})
    if not isinstance(found, dict):
        parent[key] = found = {}
    return found
