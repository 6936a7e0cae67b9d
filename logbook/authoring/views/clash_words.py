"""What a draft and a newer version both changed, in the reader's words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from logbook.authoring.models.merge import Clash
from logbook.authoring.queries.differences import is_text, label_of
from logbook.web.language import text_of

from .change_words import LANGUAGE_NAMES, leaf_name


@dataclass(frozen=True, slots=True)
class ToldClash:
    """One thing that both changed: of what, which text of it, and what both sides say now."""

    thing: str
    name: str
    language: str
    language_name: str
    mine: str
    theirs: str


def told_clash(clash: Clash) -> ToldClash:
    """Return a clash as the page shows it."""
    label = label_of(clash.thing) if clash.thing else ""
    named = str(text_of(label) if isinstance(label, Mapping) else label) or gettext("Over de fiche")
    whole = any(isinstance(each, Mapping) and "id" in each for each in (clash.mine, clash.theirs))
    return ToldClash(
        thing=named,
        name="" if whole else leaf_name(clash.name),
        language=clash.language,
        language_name=str(LANGUAGE_NAMES.get(clash.language, "")),
        mine=_words(clash.mine),
        theirs=_words(clash.theirs),
    )


def _words(value: Any) -> str:
    if value is None:
        return str(gettext("weg"))
    if value is True:
        return str(gettext("ja"))
    if value is False:
        return str(gettext("nee"))
    return ", ".join(_leaves(value)) or "–"


def _leaves(value: Any) -> Iterator[str]:
    if is_text(value):
        yield str(text_of(value))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in ("id", "drawing"):
                yield from _leaves(inner)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    elif value is not None and not isinstance(value, bool):
        yield str(value)
