"""What differs between two contents of a sheet, part by part and word by word. Pure: two documents in, changes out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from logbook.core.texts import N_
from logbook.sheets.models import LANGUAGES

Stored = Mapping[str, Any]

PARTS = {
    "about": N_("Over de fiche"),
    "introduction": N_("Inleiding"),
    "header": N_("Vaste gegevens"),
    "steps": N_("Stappen"),
    "sections": N_("Onderdelen"),
    "fields": N_("Gegevens van de dag"),
    "checks": N_("Ja of nee"),
    "criteria": N_("Criteria"),
    "groups": N_("Groepen"),
    "scales": N_("Schalen"),
    "imperfections": N_("Andere fouten"),
    "remarks": N_("Opmerkingen"),
}
"""The parts of a sheet, in the order in which a page shows them."""
_ABOUT = ("title", "short_title", "summary", "tracks", "weld", "extension_note")
_WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of words of one side; `changed` ones are not on the other side."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Reworded:
    """One text that changed: which one, in which language, and both sides with what differs."""

    name: str
    language: str
    before: tuple[Word, ...]
    after: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one thing: `added`, `removed`, `retired`, `taken_up`, `changed` or `moved`."""

    how: str
    id: str
    label: Any
    texts: tuple[Reworded, ...] = ()


@dataclass(frozen=True, slots=True)
class PartChanges:
    """The changes of one part of a sheet."""

    name: str
    changes: tuple[Change, ...]


def differences(before: Stored, after: Stored) -> list[PartChanges]:
    """Return the parts that differ, each with its changes: what is there now in its order, then what went away."""
    found = [PartChanges(name, tuple(_part(_items(before, name), _items(after, name)))) for name in PARTS]
    return [part for part in found if part.changes]


def _items(content: Stored, part: str) -> dict[str, Stored]:
    """Return the things of one part by name, in their order."""
    if part == "about":
        about = {name: {"id": name, "text": content[name]} for name in _ABOUT if name in content}
        rule = content.get("evaluation", {}).get("rule")
        return about | ({"rule": {"id": "rule", "text": rule}} if rule else {}) | _scales_of(content)
    return {str(each.get("id", each.get("code"))): each for each in _lists(content, part)}


def _lists(content: Stored, part: str) -> list[Stored]:  # noqa: PLR0911 (one line for each part)
    daily, evaluation = content.get("daily_log", {}), content.get("evaluation", {})
    groups = content.get("groups", [])
    if part == "fields":
        return list(daily.get("fields", []))
    if part == "checks":
        return list(daily.get("checks", {}).get("items", []))
    if part == "criteria":
        items = [{**each, "group": group["id"]} for group in groups for each in group["items"]]
        return [*evaluation.get("criteria", []), *items]
    if part == "groups":
        found = [*evaluation.get("groups", []), *({**each, "items": []} for each in groups)]
        return [each | {"scale": _scale_words(content, each["scale"])} if "scale" in each else each for each in found]
    if part == "scales":
        scales = content.get("scales", {}).items()
        return [{**level, "id": f"{name}.{level['id']}"} for name, levels in scales for level in levels]
    if part == "imperfections":
        return list(content.get("other_imperfections", {}).get("codes", []))
    return list(content.get(part, []))


def _scales_of(content: Stored) -> dict[str, Stored]:
    """Return on which scale everything is rated: the checks of a day, and what counts."""
    checks, rated = content.get("daily_log", {}).get("checks", {}), content.get("evaluation") or content.get("rating")
    named = {"checks.scale": checks.get("scale"), "scale": (rated or {}).get("scale")}
    return {key: {"id": key, "text": _scale_words(content, name)} for key, name in named.items() if name}


def _scale_words(content: Stored, name: str) -> dict[str, str]:
    """Return a scale as its levels from low to high, in every language."""
    levels = sorted(content.get("scales", {}).get(name, []), key=lambda level: int(level["order"]))
    return {each: " · ".join(str(level["label"].get(each, "")) for level in levels) for each in LANGUAGES}


def _part(before: Mapping[str, Stored], after: Mapping[str, Stored]) -> Iterator[Change]:
    moved = _moved([name for name in before if name in after], [name for name in after if name in before])
    for name, now in after.items():
        was = before.get(name)
        if was is None:
            yield Change("added", name, label_of(now), tuple(_texts({}, now)))
        elif bool(was.get("retired")) != bool(now.get("retired")):
            yield Change("retired" if now.get("retired") else "taken_up", name, label_of(now), tuple(_texts(was, now)))
        elif texts := tuple(_texts(was, now)):
            yield Change("changed", name, label_of(now), texts)
        elif name in moved:
            yield Change("moved", name, label_of(now))
    for name, was in before.items():
        if name not in after:
            yield Change("removed", name, label_of(was))


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Return what stands elsewhere among the others: all but the longest rows that both have in the same order."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    stayed = {name for block in blocks for name in after[block.b : block.b + block.size]}
    return set(after) - stayed


def label_of(item: Stored) -> Any:
    """Return the words by which a thing is known: a text in its languages, else its name."""
    for name in ("short", "title", "label", "name", "text"):
        if is_text(item.get(name)):
            return item[name]
    return str(item.get("id", item.get("code", "")))


def is_text(value: Any) -> bool:
    """Return whether a value is a text in languages."""
    return (
        isinstance(value, Mapping)
        and bool(value)
        and all(key in LANGUAGES and isinstance(each, str) for key, each in value.items())
    )


def _texts(before: Stored, after: Stored) -> Iterator[Reworded]:
    was, now = dict(_leaves(before)), dict(_leaves(after))
    for key in dict.fromkeys([*now, *was]):
        old, new = was.get(key, ""), now.get(key, "")
        if old != new:
            yield Reworded(*key, *_words(old, new))


def _leaves(node: Any, path: str = "") -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what a thing says, as name, language (empty where there is none) and words."""
    if is_text(node):
        yield from (((path, language), words) for language, words in node.items())
    elif isinstance(node, Mapping):
        for name, inner in node.items():
            if name not in ("id", "retired"):
                yield from _leaves(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(node, list) and any(isinstance(each, Mapping) for each in node):
        for each in node:
            yield from _leaves(each, f"{path}.{each.get('id', '')}" if isinstance(each, Mapping) else path)
    elif node not in (None, [], {}):
        yield (path, ""), ", ".join(map(str, node)) if isinstance(node, list) else str(node)


def _words(before: str, after: str) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    left, right = [], []
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        changed = how != "equal"
        left += [Word("".join(old[a:b]), changed)] if a < b else []
        right += [Word("".join(new[c:d]), changed)] if c < d else []
    return tuple(left), tuple(right)
