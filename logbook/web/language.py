"""The language of the page: the person's, else the one chosen on the sign-in page, else the browser's, else Dutch."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import g, has_request_context, request, session
from flask_babel import Domain, force_locale

from .actor import signed_in_actor

LANGUAGES = ("nl", "fr", "en")
LANGUAGE_NAMES = {"nl": "Nederlands", "fr": "Français", "en": "English"}
# In French a space stands before these marks; it must not break, or a line begins with a question mark.
FRENCH_GAP = re.compile(r" (?=[:;?!»])|(?<=«) ")
CATALOGUES = Path(__file__).parent.parent / "translations"


class SourceDomain(Domain):  # type: ignore[misc]
    """Reads the catalogues from their sources, so that no compiled copy can be forgotten or out of date."""

    def get_translations(self) -> NullTranslations:
        """Return the texts of the page's language; Dutch is what the code says."""
        return catalogue_of(choose_language())


@cache
def catalogue_of(language: str) -> NullTranslations:
    """Return the texts of a language; Dutch is what the code says."""
    path = CATALOGUES / f"{language}.po"
    if language == "nl" or not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def choose_language() -> str:
    """Return the language of this request; asked hundreds of times for a page, so it is decided once."""
    language = g.get("language")
    if language is None:
        language = g.language = _language_of_request() if has_request_context() else LANGUAGES[0]
    return str(language)


def _language_of_request() -> str:
    actor = signed_in_actor()
    chosen = actor.language if actor else session.get("language")
    return chosen if chosen in LANGUAGES else request.accept_languages.best_match(LANGUAGES, LANGUAGES[0])


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language inside the block: a mail goes out in its reader's."""
    before, g.language = g.get("language"), language
    try:
        with force_locale(language):
            yield
    finally:
        g.language = before


def translate(text: str) -> str:
    """Return `text` in the page's language."""
    return str(catalogue_of(choose_language()).gettext(text))


def translate_plural(one: str, many: str, number: int) -> str:
    """Return the form for `number` in the page's language."""
    return str(catalogue_of(choose_language()).ngettext(one, many, number))


def text_of(texts: Mapping[str, Any] | str | None) -> str:
    """Return the text of a `{nl, fr, en}` mapping in the page's language; Dutch where it is missing."""
    if not texts:
        return ""
    language = choose_language()
    text = texts if isinstance(texts, str) else str(texts.get(language, texts.get("nl", "")))
    return FRENCH_GAP.sub("\N{NO-BREAK SPACE}", text) if language == "fr" else text
