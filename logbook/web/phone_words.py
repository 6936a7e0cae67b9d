"""The words that scripts on the phone say, in the page's language; served as `js/words-<language>.js`."""

import json

from logbook.core.texts import N_

from .language import LANGUAGES, catalogue_of

WORDS: dict[str, str] = {
    "on_phone": N_("Bewaard op deze telefoon"),
    "sending": N_("Wordt verstuurd"),
    "received": N_("Ontvangen door de school {time} ({code})"),
    "needs_you": N_("Dit vraagt jou"),
}
"""Key of a script to the Dutch text; `{name}` is a blank that the script fills."""


def word_files() -> dict[str, bytes]:
    """Return a module for each language, by its path among the static files."""
    return {f"js/words-{language}.js": _module(language) for language in LANGUAGES}


def _module(language: str) -> bytes:
    spoken = catalogue_of(language)
    words = {key: str(spoken.gettext(text)) for key, text in WORDS.items()}
    return f"export default {json.dumps(words, ensure_ascii=False, separators=(',', ':'))};\n".encode()
