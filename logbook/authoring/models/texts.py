"""Texts of a sheet in every language: which translations are missing, and the Dutch text in their place."""

from collections.abc import Iterator, Mapping
from typing import Any

from logbook.sheets.models import LANGUAGES

Found = tuple[str, dict[str, str]]
OTHERS = tuple(each for each in LANGUAGES if each != "nl")


def texts_in(node: Any, path: str = "") -> Iterator[Found]:
    """Yield every text of a content (a mapping of languages to words) with its path, as `steps[0].text`."""
    if isinstance(node, dict):
        if node and node.keys() <= set(LANGUAGES):
            yield path, node
            return
        for key, inner in node.items():
            yield from texts_in(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(node, list):
        for index, inner in enumerate(node):
            yield from texts_in(inner, f"{path}[{index}]")


def missing(node: Any) -> int:
    """Return how many translations of Dutch texts are missing."""
    return sum(not _words(text, each) for _path, text in texts_in(node) if _words(text, "nl") for each in OTHERS)


def fill(content: dict[str, Any]) -> None:
    """Put the Dutch text where a translation is missing, and keep under `untranslated` where that is."""
    content.pop("untranslated", None)
    paths = []
    for path, text in texts_in(content):
        for each in OTHERS:
            if _words(text, "nl") and not _words(text, each):
                text[each] = text["nl"]
                paths.append(f"{path}.{each}")
    if paths:
        content["untranslated"] = paths


def unfill(content: dict[str, Any]) -> None:
    """Take away the Dutch texts that stand where a translation is missing."""
    named = content.pop("untranslated", None)
    paths = set(named) if isinstance(named, list) else set()
    for path, text in texts_in(content):
        for each in OTHERS:
            if f"{path}.{each}" in paths:
                text.pop(each, None)


def _words(text: Mapping[str, Any], language: str) -> str:
    return str(text.get(language) or "").strip()
