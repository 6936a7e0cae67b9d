"""Texts below the pages: marked for the catalogues, where the page translates them; and as people search them."""

import unicodedata


def N_(text: str) -> str:  # noqa: N802  # the name that gettext's tools know
    """Return `text` unchanged; the extractor finds it by this name."""
    return text


def searchable(*words: str | None) -> str:
    """Return `words` as people look for them: without capitals and accents (`Gökçe` is found by `gok`)."""
    parts = unicodedata.normalize("NFKD", " ".join(word for word in words if word))
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).casefold()


def one_line(text: str) -> str:
    """Return `text` without line breaks of any kind and other blanks in a row: what a mail's first lines may hold."""
    return " ".join(text.split())


def masked(email: str) -> str:
    """Return an address so that its owner knows it again and nobody else learns it: `p•••@bedrijf.be`."""
    name, _, host = email.partition("@")
    return f"{name[:1]}•••@{host}"
