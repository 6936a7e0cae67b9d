"""What becomes of a draft when its sheet got a newer version meanwhile: both sides' changes together. Pure.

What one side alone changed, added or took away holds. Where both did something else, the draft's own words stay, and
that is told.
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from logbook.sheets.models import LANGUAGES

from .places import Content

_NONE: Any = object()
"""That something is not there."""
Named = dict[str, dict[str, Any]]
Place = tuple[Content, str, str]
"""The row that holds a value, the value's name, and its language."""


@dataclass(frozen=True, slots=True)
class Clash:
    """What both changed, each to something else: in which row, which text or fact, and what both say now.

    `thing` is the row that holds it (empty for the sheet itself) as it stands in the draft or in the newer version. A
    side that is None took it away.
    """

    thing: Mapping[str, Any]
    name: str
    language: str
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """The draft upon the newer version, and what both changed."""

    content: Content
    clashes: tuple[Clash, ...]


def merge(base: Content, mine: Content, theirs: Content) -> Merged:
    """Return `mine` with what `theirs` changed since `base`."""
    merger = _Merger()
    content = merger.mapping(base, mine, theirs, {}, "")
    return Merged(content, tuple(merger.clashes))


class _Merger:
    def __init__(self) -> None:
        self.clashes: list[Clash] = []

    def mapping(self, base: Content, mine: Content, theirs: Content, thing: Content, name: str) -> Content:
        made: Content = {}
        for key in dict.fromkeys([*mine, *theirs]):
            place = (thing, name, key) if key in LANGUAGES else (thing, key, "")
            value = self._value((base.get(key, _NONE), mine.get(key, _NONE), theirs.get(key, _NONE)), place)
            if value is not _NONE:
                made[key] = value
        return made

    def _value(self, sides: tuple[Any, Any, Any], place: Place) -> Any:
        (base, mine, theirs), (thing, name, language) = sides, place
        if theirs in (base, mine):
            return copy.deepcopy(mine) if mine is not _NONE else _NONE
        if mine == base:
            return copy.deepcopy(theirs) if theirs is not _NONE else _NONE
        if isinstance(mine, dict) and isinstance(theirs, dict):
            return self.mapping(base if isinstance(base, dict) else {}, mine, theirs, thing, name)
        was, ours, new = _named([] if base is _NONE else base), _named(mine), _named(theirs)
        if was is not None and ours is not None and new is not None:
            return self._rows(was, ours, new, name)
        held = next((each for each in (mine, theirs) if isinstance(each, dict) and "id" in each), thing)
        self.clashes.append(Clash(held, name, language, *(None if each is _NONE else each for each in (mine, theirs))))
        return copy.deepcopy(mine) if mine is not _NONE else _NONE

    def _rows(self, base: Named, mine: Named, theirs: Named, name: str) -> list[dict[str, Any]]:
        made: Named = {}
        for row in _order(list(base), list(mine), list(theirs)):
            sides = (base.get(row, _NONE), mine.get(row, _NONE), theirs.get(row, _NONE))
            value = self._value(sides, (mine.get(row) or theirs.get(row) or {}, name, ""))
            if value is not _NONE:
                made[row] = value
        return list(made.values())


def _named(value: Any) -> Named | None:
    """Return the rows of a list by name; None for what is no list of named rows."""
    if not isinstance(value, list):
        return None
    names = [str(each.get("id", each.get("code", ""))) if isinstance(each, dict) else "" for each in value]
    return dict(zip(names, value, strict=True)) if all(names) and len(set(names)) == len(names) else None


def _order(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """Return the rows of both sides in the order of the side that moved some, the draft first; others where they were.

    A row of the other side alone comes behind the one that it stands behind there.
    """
    both = set(mine) & set(base)
    moved = [each for each in mine if each in both] != [each for each in base if each in both]
    found, other = (list(mine), theirs) if moved else (list(theirs), mine)
    for index, name in enumerate(other):
        if name not in found:
            before = next((each for each in reversed(other[:index]) if each in found), None)
            found.insert(found.index(before) + 1 if before is not None else 0, name)
    return found
