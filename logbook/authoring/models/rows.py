"""One row of a list, as a form sees and changes it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from .places import PARTS, Shelf, lists_of, part_of, rows_of, shelf_of

Row = Mapping[str, Any]
_RATED = ("checks", "criteria", "items")


def row_named(content: Mapping[str, Any], shelf: str, name: str) -> tuple[dict[str, Any] | None, Shelf]:
    """Return a row of a list, None when it is not there, and what kind of list that is. Raises NotFound."""
    if shelf == PARTS:
        return part_of(content, name)
    named = (row for row in rows_of(content, shelf) if row.get("id") == name)
    return next(named, None), shelf_of(content, shelf)


def doubled(content: Mapping[str, Any], shelf: str, name: str) -> bool:
    """Return whether another row has this name too: in the same list, or among whatever is rated in the sheet."""
    rated = [each for each in dict.fromkeys(lists_of(content)) if each.partition(".")[0] in _RATED]
    lists = rated if shelf in rated else [shelf]
    return sum(1 for each in lists for row in rows_of(content, each) if row.get("id") == name) > 1


def shown(row: Row | None, shelf: Shelf) -> dict[str, Any]:
    """Return what a form shows and changes of a row: its texts, and what else it asks; blank where there is none."""
    row = row or {}
    texts = {each.key: _texts(row.get(each.key)) for each in shelf.texts}
    return texts | {key: row[key] for key in shelf.extras if row.get(key) not in (None, "", [], False)}


def fingerprint(row: Row | None, shelf: Shelf) -> str:
    """Return what tells whether somebody changed a row since its form was opened; nothing for one that is not there."""
    if row is None:
        return ""
    return hashlib.sha256(json.dumps(shown(row, shelf), sort_keys=True).encode()).hexdigest()[:32]


def _texts(given: Any) -> dict[str, str]:
    words = given if isinstance(given, Mapping) else {"nl": given} if isinstance(given, str) else {}
    return {language: text for language, text in words.items() if isinstance(text, str) and text.strip()}
