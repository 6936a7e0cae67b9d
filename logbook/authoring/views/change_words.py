"""What the texts and facts of a sheet are called where two versions stand side by side, and in what is wrong."""

import re

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from logbook.authoring.queries.brought import Flaw
from logbook.core.texts import N_

from .editor_words import TEXTS

LANGUAGE_NAMES = {"": "", "nl": _("Nederlands"), "fr": _("Frans"), "en": _("Engels")}
_MORE = {
    "examples": _("Voorbeeld"),
    "measurement": _("Meting"),
    "options": _("Keuze"),
    "items": _("Punt"),
    "weld": _("Las"),
    "codes": _("Nummers"),
    "agreements": _("Afspraken"),
    "kind": _("Soort"),
    "name": _("Naam"),
    "raters": _("Wie beoordeelt"),
    "cadence": _("Hoe vaak"),
    "extension_note": _("Uitbreiding"),
    "makes": _("Wordt"),
    "order": _("Volgorde"),
    "print_order": _("Volgorde op papier"),
    "hint": _("Uitleg"),
}


def leaf_name(path: str) -> str:
    """Return what a text or fact is called, from its path inside a thing: `examples.on_time.text` is an example."""
    names = TEXTS | _MORE
    if path == "checks.scale":
        return str(_("Schaal van de controles"))
    return next((str(names[each]) for each in path.split(".") if each in names), path)


_REASONS = (
    (r"larger than", N_("Het bestand is te groot: een fiche is hoogstens 256 kB.")),
    (r"not UTF-8", N_("Hier staat een teken dat we niet kunnen lezen. Bewaar het bestand als UTF-8.")),
    (r"aliases", N_("Verwijzingen met & en * mogen niet. Schrijf de tekst voluit.")),
    (r"nested deeper", N_("Hier zit te veel in elkaar.")),
    (r"holds more than", N_("Dit bestand is te lang: er staat meer in dan in een fiche past.")),
    (r"the key “(.+)” comes twice", N_("“%(what)s” staat hier twee keer.")),
    (r"a key must be a text", N_("Een sleutel moet een woord zijn.")),
    (r"must be a mapping of keys|must be a mapping of names", N_("Hier horen sleutels met een waarde te staan.")),
    (r"must be a list", N_("Hier hoort een lijst te staan.")),
    (r"tags \(", N_("Een uitroepteken voor een waarde mag hier niet. Zet de tekst tussen aanhalingstekens.")),
    (
        r"cannot be read|is no number",
        N_("Deze waarde bestaat niet. Zet ze tussen aanhalingstekens als het een tekst is."),
    ),
    (
        r"is not valid JSON",
        N_("Hier klopt de schrijfwijze van JSON niet: kijk naar aanhalingstekens, komma’s en haakjes."),
    ),
    (
        r"is not valid YAML|characters that YAML",
        N_("Hier klopt de schrijfwijze van YAML niet: kijk naar inspringing, aanhalingstekens en dubbele punten."),
    ),
    (r"must be a text in quotes", N_("Hier hoort een tekst te staan. Zet ze tussen aanhalingstekens.")),
    (r"is not a key of this format", N_("Deze sleutel kennen we niet.")),
    (r"is missing: a drawing", N_("Bij een tekening hoort een tekst voor goed en voor fout.")),
    (r"is missing", N_("Dit ontbreekt.")),
    (r"is empty", N_("Dit is leeg.")),
    (r"must be one of (.+)|must be “(.+)”", N_("Hier kan alleen dit staan: %(what)s.")),
    (r"longer than (\d+)", N_("Dit is langer dan %(what)s tekens.")),
    (r"needs at least (\d+)", N_("Hier moeten er minstens %(what)s staan.")),
    (r"whole number", N_("Hier hoort een geheel getal te staan.")),
    (r"must be a number|above zero|above the minimum", N_("Hier hoort een getal te staan dat past.")),
    (r"true or false", N_("Hier hoort true of false te staan.")),
    (r"one line without", N_("Een tekst is één regel, zonder spaties eromheen.")),
    (r"lower-case words", N_("Een naam (id) is kleine letters en cijfers, zonder spaties of accenten.")),
    (r"not an ISO 6520-1", N_("Een nummer van ISO 6520-1 heeft drie of vier cijfers, tussen aanhalingstekens.")),
    (r"“(.+)” is already used", N_("De naam (id) “%(what)s” staat er twee keer.")),
    (r"no scale “(.+)”", N_("De schaal “%(what)s” staat niet onder scales.")),
    (r"must number the levels", N_("De niveaus hebben de nummers 1, 2, 3 … nodig, elk één keer.")),
    (r"level that counts as met", N_("Er is een niveau nodig dat telt als bereikt, en één dat niet telt.")),
    (r"no drawing “(.+)”", N_("De tekening “%(what)s” bestaat niet.")),
    (r"no group “(.+)”", N_("De groep “%(what)s” staat niet onder groups.")),
)


def told_flaw(flaw: Flaw) -> str:
    """Return what is wrong in the reader's words; the format's own sentence only for what has none."""
    for pattern, words in _REASONS:
        if found := re.search(pattern, flaw.reason):
            return str(gettext(words, what=next((each for each in found.groups() if each), "")))
    return f"{gettext('Dit kan hier niet staan.')} ({flaw.reason})"
