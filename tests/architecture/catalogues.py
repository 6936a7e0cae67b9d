"""The texts of the application and their catalogues; `python -m tests.architecture.catalogues` updates them."""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "logbook" / "translations"
LANGUAGES = ("fr", "en")
METHODS = [("logbook/**.py", "python"), ("templates/**.html", "jinja2"), ("templates/mail/**.txt", "jinja2")]
OPTIONS = {pattern: {"trim_blocks": "true", "lstrip_blocks": "true"} for pattern, kind in METHODS if kind == "jinja2"}
KEYWORDS = {"_": None, "N_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}


def texts() -> Catalog:
    """Return every text of the code and the templates."""
    catalogue = Catalog()
    found = extract_from_dir(str(ROOT), METHODS, OPTIONS, KEYWORDS, directory_filter=_wanted)
    for file, line, message, comments, _context in found:
        catalogue.add(message, None, [(file, line)], auto_comments=comments)
    return catalogue


def _wanted(folder: str) -> bool:
    """Keep out of the environment and the like."""
    name = Path(folder).name
    return not name.startswith((".", "_")) and name not in {"node_modules", "instance", "static", "tests", "docs"}


def path_of(language: str) -> Path:
    """Return the file of a language's catalogue."""
    return FOLDER / f"{language}.po"


def catalogue_of(language: str) -> Catalog:
    """Return a language's catalogue, empty when there is none yet."""
    if not path_of(language).exists():
        return Catalog(locale=language)
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def missing(language: str) -> list[Message]:
    """Return the texts that the language's catalogue does not have, or has only as a guess."""
    known = catalogue_of(language)
    return [text for text in texts() if text.id and not _translated(known.get(text.id))]


def _translated(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def update(language: str) -> None:
    """Write the catalogue with today's texts; what is there stays, what nobody says any more goes."""
    catalogue, today = catalogue_of(language), texts()
    for known in [message.id for message in catalogue if message.id]:
        if known not in today:
            catalogue.delete(known)
    for text in today:
        if text.id and text.id not in catalogue:
            catalogue.add(text.id, flags=text.flags)
    with path_of(language).open("wb") as file:
        write_po(file, catalogue, width=120, no_location=True, ignore_obsolete=True, sort_output=True)


if __name__ == "__main__":
    for name in LANGUAGES:
        update(name)
        print(f"{name}: {len(missing(name))} texts to translate")  # noqa: T201
    sys.exit(0)
