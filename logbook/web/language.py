"""The language of the page: the person's, else the one chosen on the sign-in page, else the browser's, else Dutch."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import g, request, session
from flask_babel import Domain, get_locale

from .actor import signed_in_actor

LANGUAGES = ("nl", "fr", "en")
LANGUAGE_NAMES = {"nl": "Nederlands", "fr": "Français", "en": "English"}
CATALOGUES = Path(__file__).parent.parent / "translations"


class SourceDomain(Domain):  # type: ignore[misc]
    """Reads the catalogues from their sources, so that no compiled copy can be forgotten or out of date."""

    def get_translations(self) -> NullTranslations:
        """Return the texts of the page's language; Dutch is what the code says."""
        return _catalogue(str(get_locale() or "nl"))


@cache
def _catalogue(language: str) -> NullTranslations:
    path = CATALOGUES / f"{language}.po"
    if language == "nl" or not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def choose_language() -> str:
    """Return the language for this request."""
    if "language" in g:
        return str(g.language)
    actor = signed_in_actor()
    chosen = actor.language if actor else session.get("language")
    return chosen if chosen in LANGUAGES else request.accept_languages.best_match(LANGUAGES, "nl")


def text_of(texts: Mapping[str, Any] | str | None) -> str:
    """Return the text of a `{nl, fr, en}` mapping in the page's language; Dutch where it is missing."""
    if not texts:
        return ""
    return texts if isinstance(texts, str) else str(texts.get(str(get_locale()), texts.get("nl", "")))
