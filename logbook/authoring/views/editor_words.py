"""What the lists, parts and texts of a sheet are called on the pages, and what is wrong in plain words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from logbook.authoring.models import PARTS, SHELVES, SheetDraft, holder_of, row_named, shown
from logbook.authoring.queries import Wrong
from logbook.core.errors import NotFound
from logbook.core.texts import N_
from logbook.web.language import text_of

TITLES = {
    "steps": _("Stappen"),
    "checks": _("Controles"),
    "criteria": _("Criteria"),
    "groups": _("Groepen van criteria"),
    "attitudes": _("Groepen en hun punten"),
    "items": _("Punten"),
    "examples": _("Voorbeelden"),
    "sections": _("Delen"),
    "points": _("Punten"),
    "introduction": _("Inleiding"),
    "header": _("Vaste gegevens"),
    "remarks": _("Opmerkingen"),
    "scale": _("Niveaus van de schaal"),
}
ONE = {
    "steps": _("Stap"),
    "checks": _("Controle"),
    "criteria": _("Criterium"),
    "groups": _("Groep"),
    "attitudes": _("Groep"),
    "items": _("Punt"),
    "examples": _("Voorbeeld"),
    "sections": _("Deel"),
    "points": _("Punt"),
    "introduction": _("Zin"),
    "header": _("Gegeven"),
    "remarks": _("Opmerking"),
    "scale": _("Niveau"),
}
ABOUT = {
    "steps": _("Wat je na elkaar doet."),
    "checks": _("Wat de leerling elke dag nakijkt."),
    "criteria": _("Wat beoordeeld wordt."),
    "groups": _("Koppen waar criteria onder staan. Kies de groep bij het criterium."),
    "attitudes": _("Wat beoordeeld wordt, in groepen. Open een groep voor haar punten."),
    "items": _("Wat beoordeeld wordt."),
    "examples": _("Waaraan je het ziet."),
    "sections": _("Doelen, kennis en waar je oefent."),
    "introduction": _("Wat de leerling eerst leest."),
    "header": _("Wat altijd hetzelfde is, zoals het materiaal."),
    "remarks": _("Waar mentor en leraar iets bij schrijven."),
}
PART_TITLES = {
    "about": _("Over deze fiche"),
    "checks": _("Hoe de controles heten"),
    "evaluation": _("Hoe je beoordeelt"),
    "rating": _("Hoe je beoordeelt"),
}
TEXTS = {
    "text": _("Tekst"),
    "note": _("Uitleg, mag leeg blijven"),
    "short": _("Korte naam"),
    "look_for": _("Waar kijk je naar?"),
    "good": _("Zo is het goed"),
    "bad": _("Zo is het fout"),
    "title": _("Titel"),
    "short_title": _("Korte titel"),
    "summary": _("In één zin"),
    "about": _("Waarover gaat het?"),
    "label": _("Naam"),
    "symbol": _("Teken, zoals op papier"),
    "rule": _("Wanneer is het bereikt?"),
    "scale": _("Schaal"),
    "tracks": _("Richtingen"),
    "iso6520": _("Nummers van ISO 6520-1"),
    "drawing": _("Tekening"),
    "group": _("Groep"),
    "counts_as_met": _("Telt als bereikt"),
    "agreements": _("Kop boven de afspraken"),
    "extension": _("Vraagt meer dan de basis (met een *)"),
    "extension_note": _("Wat de * wil zeggen"),
}
LANGUAGE_WORDS = {"nl": _("de Nederlandse tekst"), "fr": _("de Franse tekst"), "en": _("de Engelse tekst")}
REASONS = (
    (re.compile(r"is missing|is empty"), N_("%(what)s ontbreekt")),
    (re.compile(r"is longer than (\d+) characters"), N_("%(what)s is langer dan %(number)s tekens")),
    (re.compile(r"needs at least (\d+) that is not retired"), N_("er moet er minstens één in gebruik zijn")),
    (re.compile(r"needs at least (\d+)"), N_("er moeten er minstens %(number)s zijn")),
    (re.compile(r"must be one line"), N_("%(what)s mag maar één regel zijn, zonder rare tekens")),
    (re.compile(r"is not an ISO 6520-1 number"), N_("een nummer van ISO 6520-1 heeft drie of vier cijfers")),
    (re.compile(r"there is no scale"), N_("kies een schaal")),
    (re.compile(r"there is no drawing"), N_("deze tekening bestaat niet")),
    (re.compile(r"there is no group"), N_("deze groep bestaat niet meer")),
    (re.compile(r"a drawing needs both captions"), N_("bij een tekening hoort een tekst voor goed en voor fout")),
    (re.compile(r"is already used"), N_("dit staat er twee keer met dezelfde naam (id)")),
    (
        re.compile(r"needs a level that counts"),
        _("kies minstens één niveau dat telt als bereikt, en één dat niet telt"),
    ),
)


@dataclass(frozen=True)
class Told:
    """What is wrong in the reader's words, and the page where it can be put right."""

    where: str
    what: str
    url: str | None


def name_of(row: Mapping[str, Any] | None, shelf: str) -> str:
    """Return the words by which a row is known in its list; nothing for one without words."""
    kind = SHELVES[shelf.partition(".")[0]]
    return text_of(shown(row, kind)[kind.shown_by])


def place_word(draft: SheetDraft, shelf: str, row: str | None, index: int = 0) -> str:
    """Return how a place is called: `Criterium Inkarteling`, or by its number as long as it has no words."""
    if shelf == PARTS:
        return str(PART_TITLES[row or "about"])
    kind = shelf.partition(".")[0]
    if row is None:
        return list_word(draft, shelf)
    try:
        found, _kind = row_named(draft.content, shelf, row)
    except NotFound:
        found = None
    return f"{ONE[kind]} {name_of(found, shelf) or index + 1}"


def list_word(draft: SheetDraft, shelf: str) -> str:
    """Return how a list is called, with the row that it stands in: `Voorbeelden: Stiptheid`."""
    title = str(TITLES[shelf.partition(".")[0]])
    try:
        holder = holder_of(draft.content, shelf)
        words = name_of(row_named(draft.content, *holder)[0], holder[0]) if holder else ""
    except NotFound:
        words = ""
    return f"{title}: {words}" if words else title


def told(draft: SheetDraft, wrong: Wrong) -> Told:
    """Return one thing that is wrong in words, with a link to its place."""
    if wrong.shelf is None:
        return Told(gettext("De rest van de fiche"), f"{wrong.path}: {wrong.reason}", None)
    where = place_word(draft, wrong.shelf, wrong.row, wrong.index)
    return Told(where, _why(wrong), _url(draft, wrong))


def _url(draft: SheetDraft, wrong: Wrong) -> str:
    if wrong.row is None:
        return url_for("authoring.shelf", draft_id=draft.id, shelf=wrong.shelf)
    anchor = f"f-{wrong.key}-{wrong.language or 'nl'}" if wrong.key in TEXTS else None
    return url_for("authoring.row", draft_id=draft.id, shelf=wrong.shelf, row=wrong.row, _anchor=anchor)


def _why(wrong: Wrong) -> str:
    text = TEXTS.get(wrong.key, wrong.key)
    what = LANGUAGE_WORDS.get(wrong.language, text)
    if wrong.language and wrong.key != "text":
        what = f"{text}, {what}"
    for pattern, words in REASONS:
        if found := pattern.search(wrong.reason):
            number = found[1] if found.groups() else ""
            return str(gettext(words, what=what, number=number))
    return f"{what}: {wrong.reason}"


def new_word(shelf: str) -> str:
    """Return the title of the form of a row that is not there yet."""
    return str(gettext("Nieuw: %(what)s", what=str(ONE[shelf.partition(".")[0]]).lower()))


def nothing() -> str:
    """Return the choice of none."""
    return str(gettext("geen"))


def same_scale() -> str:
    """Return the choice of no scale of its own."""
    return str(gettext("dezelfde als de rest van de fiche"))
