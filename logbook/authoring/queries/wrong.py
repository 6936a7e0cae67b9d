"""What still stands in the way of publishing a draft, each with the place where it can be put right."""

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from logbook.authoring.models import OF_KIND, PARTS, PARTS_OF_KIND, Content, fill
from logbook.sheets.models import LANGUAGES
from logbook.sheets.schemas import validate_sheet

Token = str | int
_TOKENS = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_LISTS = {
    ("steps",): "steps",
    ("daily_log", "checks", "items"): "checks",
    ("evaluation", "criteria"): "criteria",
    ("evaluation", "groups"): "groups",
    ("groups",): "attitudes",
    ("sections",): "sections",
    ("introduction",): "introduction",
    ("header",): "header",
    ("remarks",): "remarks",
}
_PARTS = {("daily_log", "checks"): "checks", ("evaluation",): "evaluation", ("rating",): "rating"}
_INSIDE = {"sections": ("items", "points"), "attitudes": ("items", "items"), "items": ("examples", "examples")}
_ABOUT = ("title", "short_title", "summary", "tracks", "extension_note")


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong: in which list and row (None: no place of the editor), in which text, and why.

    `index` is the row's place, for rows that have no words yet; `reason` is the format's own sentence.
    """

    reason: str
    shelf: str | None = None
    row: str | None = None
    key: str = ""
    language: str = ""
    index: int = 0
    path: str = ""


def what_is_wrong(content: Mapping[str, Any]) -> tuple[dict[str, Any] | None, list[Wrong]]:
    """Return the sheet as it would be published, or None with everything that is wrong.

    A missing translation is not wrong: the Dutch text stands in its place.
    """
    filled: Content = copy.deepcopy(dict(content))
    fill(filled)
    sheet, problems = validate_sheet("", filled)
    found = [_placed(filled, each.path, each.reason) for each in problems]
    dutch = {(each.shelf, each.row, each.key) for each in found if each.language == "nl"}
    others = set(LANGUAGES) - {"nl"}
    return sheet, [
        each for each in found if each.language not in others or (each.shelf, each.row, each.key) not in dutch
    ]


def _placed(content: Content, path: str, reason: str) -> Wrong:
    tokens: list[Token] = [int(number) if number else name for number, name in _TOKENS.findall(path)]
    language = str(tokens.pop()) if tokens and tokens[-1] in LANGUAGES else ""
    shelf, row, index, rest = _place(content, tokens)
    key = next((str(each) for each in rest if isinstance(each, str)), "")
    return Wrong(reason, shelf, row, key, language, index, path)


def _place(content: Content, tokens: list[Token]) -> tuple[str | None, str | None, int, list[Token]]:
    """Return the list, the row, its place, and what is left of the path below it."""
    names = tuple(str(each) for each in tokens)
    kind = str(content.get("kind"))
    if tokens[:1] == ["scales"] and len(tokens) > 1:
        return (f"scale.{tokens[1]}", *_row(content.get("scales", {}).get(tokens[1]), tokens[2:]))
    for length in (3, 2, 1):
        shelf = _LISTS.get(names[:length])
        if shelf in OF_KIND.get(kind, ()):
            return _below(content, shelf, names[:length], tokens[length:])
    for above, part in _PARTS.items():
        if names[: len(above)] == above and part in PARTS_OF_KIND.get(kind, ()):
            return PARTS, part, 0, tokens[len(above) :]
    if names and names[0] in _ABOUT:
        return PARTS, "about", 0, tokens
    return None, None, 0, tokens


def _below(
    content: Content, shelf: str, path: tuple[str, ...], rest: list[Token]
) -> tuple[str, str | None, int, list[Token]]:
    rows: Any = content
    for key in path:
        rows = rows.get(key) if isinstance(rows, dict) else None
    row, index, left = _row(rows, rest)
    name, kind = shelf, shelf
    while row and kind in _INSIDE and left[:1] == [_INSIDE[kind][0]]:
        key, kind = _INSIDE[kind]
        name, rows = f"{kind}.{row}", rows[index].get(key)
        row, index, left = _row(rows, left[1:])
    return name, row, index, left


def _row(rows: Any, rest: list[Token]) -> tuple[str | None, int, list[Token]]:
    """Return the name and place of the row that a path goes into, and what is left of the path."""
    if not rest or not isinstance(rest[0], int):
        return None, 0, rest
    index = rest[0]
    row = rows[index] if isinstance(rows, list) and index < len(rows) else None
    name = row.get("id") if isinstance(row, dict) else None
    return (name if isinstance(name, str) else None), index, rest[1:]
