"""Texts below the pages: marked for the catalogues, where the page translates them; and as people search them."""

import unicodedata


def N_(text: str) -> str:  # noqa: N802  # the name that gettext's tools know
    """Return `text` unchanged; the extractor finds it by this name."""
    return text


def searchable(*words: str | None) -> str:
    """Return `words` as people look for them: without capitals and accents (`Gökçe` is found by `gok`)."""
    parts = unicodedata.normalize("NFKD", " ".join(word for word in words if word))
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).casefold()
