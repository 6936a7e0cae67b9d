"""The words that every file has, on a page and on paper, looked up once per language."""

from collections.abc import Mapping
from functools import cache

from flask_babel import gettext as _

from logbook.web.language import choose_language


def file_words() -> Mapping[str, str]:
    """Return the headings of a file in the reader's language."""
    return _words(choose_language())


@cache
def _words(_language: str) -> Mapping[str, str]:
    return {
        "workplace": _("Werkplek"),
        "mentor": _("Mentor"),
        "period": _("Periode"),
        "days": _("dagen ingevuld"),
        "hours": _("uren gewerkt"),
        "weeks": _("weken goedgekeurd"),
        "late": _("te laat ingevuld"),
        "sick": _("dagen ziek"),
        "absent": _("dagen afwezig"),
        "reached": _("Bereikt volgens de drie partijen"),
        "sheet": _("fiche"),
        "no_stage": _("nog geen fase bevestigd"),
        "self": _("Zelfinschatting"),
        "strong": _("Sterk"),
        "work": _("Werkpunt"),
        "agreed": _("Afspraken"),
        "visits": _("Bezoeken"),
        "board": _("In de raad"),
        "statement": _("Standpunt van elk lid"),
        "decision": _("Beslissing"),
        "action": _("Actie"),
        "who": _("Wie"),
        "again": _("Opnieuw op"),
    }
