"""From a written document to a plain one: shared parts put in by name, conditions kept, words of a family filled in.

Every value remembers where it was written, so that a mistake is told at its source and not in what became of it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from logbook.sheets.models import LANGUAGES

from .cells import Cell
from .messages import join
from .shared import IMPERFECTIONS, Name, SharedPart, SharedParts

Found = tuple[str, str, str]
"""File, path in it, and reason."""

_LISTS = {
    "header": "header",
    "introduction": "items",
    "steps": "items",
    "remarks": "items",
    "examples": "items",
    "fields": "fields",
    "options": "options",
    "checks.items": "checks",
    "sections.items": "items",
    "evaluation.criteria": "criteria",
    "other_imperfections.codes": IMPERFECTIONS,
    "sections": "sections",
    "groups": "groups",
}
"""Of which section the parts in a list are; with the key of what holds the list where its own says too little."""

_TEXTS = frozenset(
    ("title", "short_title", "summary", "rule", "extension_note", "agreements", "about", "text", "label", "symbol")
)
"""The keys whose text may stand under a name among the shared texts."""

_RATED = frozenset({"checks.items", "groups.items", "evaluation.criteria"})
_CONDITIONS = ("when", "unless")
_NAME = re.compile(r"[a-z0-9_]+\Z")
_WORD = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)?)\}")
_GONE = object()


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was written."""

    file: str
    path: str = ""

    def at(self, key: str | int) -> "Source":
        """Return where its part `key` was written."""
        return Source(self.file, join(self.path, key))


Entries = dict[str, tuple[Any, Source]]


@dataclass(slots=True)
class Resolver:
    """Makes one plain document. `cell` is what a family chose for it; a sheet of its own has none."""

    shared: SharedParts
    cell: Cell | None = None
    problems: list[Found] = field(default_factory=list)
    origins: dict[str, Source] = field(default_factory=dict)
    uses: dict[str, Source] = field(default_factory=dict)
    _open: list[Name] = field(default_factory=list)

    def resolve(self, document: Mapping[str, Any], source: Source) -> dict[str, Any]:
        """Return the plain document; look at `problems` afterwards."""
        self.origins[""] = source
        return self._mapping(self._entries(document, None, source), "", "")

    def place_of_use(self, path: str) -> Source:
        """Return where a part was used whose id stands at `path`: that is where a doubled one is taken away."""
        return self.uses.get(path.removesuffix(".id")) or self.source_of(path)

    def source_of(self, path: str) -> Source:
        """Return where the value at `path` of the plain document was written, or the nearest thing that holds it."""
        whole = path
        while path not in self.origins and path:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        source, rest = self.origins[path], whole[len(path) :]
        dot = "." if source.path and rest and rest[0] not in ".[" else ""
        return Source(source.file, f"{source.path}{dot}{rest}".lstrip("."))

    def _value(self, node: Any, key: str, parent: str, at: str, source: Source) -> Any:
        self.origins[at] = source
        if isinstance(node, dict):
            return self._branch(node, key, parent, at, source)
        if isinstance(node, list):
            if key == "scales":
                return self._scales(node, at, source)
            return list(self._list(node, _kind(key, parent), at, source))
        if isinstance(node, str) and key in _TEXTS and _NAME.match(node):
            part = self._find("texts", node, source)
            return node if part is None else self._value(part.value, key, parent, at, Source(part.file, part.path))
        return self._filled(node, None, source)

    def _branch(self, node: dict[str, Any], key: str, parent: str, at: str, source: Source) -> Any:
        if self.cell is not None:
            if not self._holds(node, source):
                return _GONE
            if "choose" in node:
                return self._chosen(node["choose"], key, parent, at, source.at("choose"))
            if "value" in node:
                return self._value(node["value"], key, parent, at, source.at("value"))
        section = "texts" if key in _TEXTS else None
        return self._mapping(self._entries(node, section, source), key, at)

    def _chosen(self, choices: Any, key: str, parent: str, at: str, source: Source) -> Any:
        """Return the first choice whose conditions hold; nothing when none does."""
        for index, choice in enumerate(choices if isinstance(choices, list) else [choices]):
            found = self._value(choice, key, parent, at, source.at(index))
            if found is not _GONE:
                return found
        return _GONE

    def _mapping(self, entries: Entries, key: str, at: str) -> dict[str, Any]:
        if "nl" in entries:
            return {name: self._filled(value, name, source) for name, (value, source) in entries.items()}
        made = {}
        for name, (value, source) in entries.items():
            found = self._value(value, name, key, join(at, name), source)
            if found is not _GONE:
                made[name] = found
        return made

    def _list(self, node: list[Any], kind: str, at: str, source: Source) -> Iterator[Any]:
        section = _LISTS.get(kind)
        count = 0
        for index, each in enumerate(node):
            found = self._element(each, section, kind, join(at, count), source.at(index))
            if found is not _GONE:
                yield found
                count += 1

    def _element(self, each: Any, section: str | None, kind: str, at: str, source: Source) -> Any:
        key = kind.rpartition(".")[2]
        if self.cell is not None and isinstance(each, dict):
            if not self._holds(each, source):
                return _GONE
            each = each.get("value", each)
        if isinstance(each, str) and section:
            each = {"use": each}
        if not isinstance(each, dict):
            return self._value(each, key, "", at, source)
        entries = self._entries(each, section, source)
        if "nl" not in entries and kind in _RATED:
            self._complete(entries)
        self.origins[at] = source
        if section and (part := self.shared.known.get((section, str(each.get("use"))))):
            self.origins[at], self.uses[at] = Source(part.file, part.path), source
        return self._mapping(entries, key, at)

    def _complete(self, entries: Entries) -> None:
        """Fill in what need not be said twice: a short name that is the name, and what the catalogue says of a code."""
        if "text" in entries:
            entries.setdefault("short", entries["text"])
        codes: Any = entries["iso6520"][0] if "iso6520" in entries else None
        code = str(codes[0]) if isinstance(codes, list) and codes else ""
        part = self.shared.known.get((IMPERFECTIONS, code))
        for key in ("look_for", "drawing"):
            if part and key in part.value:
                entries.setdefault(key, (part.value[key], Source(part.file, f"{part.path}.{key}")))

    def _scales(self, names: list[Any], at: str, source: Source) -> Any:
        made = {}
        for index, name in enumerate(names):
            part = self._find("scales", name, source.at(index))
            if part is not None:
                made[name] = self._value(part.value, "", "", join(at, name), Source(part.file, part.path))
        return made

    def _entries(self, node: Mapping[str, Any], section: str | None, source: Source) -> Entries:
        """Return what a mapping says, by key, on top of what the part that it uses says."""
        hidden = (_CONDITIONS if self.cell else ()) + (("use",) if section else ())
        own = {key: (value, source.at(key)) for key, value in node.items() if key not in hidden}
        if "use" not in node or not section:
            return own
        part = self._find(section, node["use"], source)
        if part is None:
            return own
        self._open.append((section, node["use"]))
        base = self._entries(part.value, section, Source(part.file, part.path))
        self._open.pop()
        return base | own

    def _find(self, section: str, name: Any, source: Source) -> SharedPart | None:
        known = self.shared.known.get((section, name)) if isinstance(name, str) else None
        if known is None:
            self._tell(source, f"there is no “{name}” among the shared {section}")
        elif (section, name) in self._open:
            way = " → ".join(each for _section, each in [*self._open, (section, name)])
            self._tell(source, f"comes back to itself: {way}")
            return None
        else:
            self.shared.used.add((section, name))
        return known

    def _holds(self, node: Mapping[str, Any], source: Source) -> bool:
        """Whether the cell is one that the conditions of `node` ask for."""
        if self.cell is None or not ("when" in node or "unless" in node):
            return True
        try:
            wanted = "when" not in node or self.cell.meets(node["when"])
            refused = "unless" in node and self.cell.meets(node["unless"])
        except LookupError as error:
            self._tell(source, str(error.args[0]))
            return False
        return wanted and not refused

    def _filled(self, value: Any, language: str | None, source: Source) -> Any:
        """Return a text with the words of the cell in place of their names in braces."""
        if not isinstance(value, str) or "{" not in value:
            return value

        def word(match: re.Match[str]) -> str:
            found = self.cell.word(match[1], language) if self.cell else None
            if found is None:
                where = f" in {language}" if language in LANGUAGES else ""
                self._tell(source, f"there is no word “{match[1]}”{where} to fill in here")
            return found or ""

        return _WORD.sub(word, value)

    def _tell(self, source: Source, reason: str) -> None:
        self.problems.append((source.file, source.path, reason))


def _kind(key: str, parent: str) -> str:
    """Return the name under which `_LISTS` and `_RATED` may know a list."""
    kind = f"{parent}.{key}"
    return kind if kind in _LISTS or kind in _RATED else key
