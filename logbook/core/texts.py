"""Marks a text for the catalogues where it cannot be translated yet: the page does that when it shows it."""


def N_(text: str) -> str:  # noqa: N802  # the name that gettext's tools know
    """Return `text` unchanged; the extractor finds it by this name."""
    return text
