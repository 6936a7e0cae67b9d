"""Words that pages repeat, looked up once per language: a table of marks asks for them hundreds of times."""

from collections.abc import Mapping
from functools import cache

from flask_babel import gettext as _

from .language import choose_language


def mark_words() -> Mapping[str, str]:
    """Return who rates and how a rating stands, in words of the page's language."""
    return _words(choose_language())


@cache
def _words(_language: str) -> Mapping[str, str]:
    return {
        "you": _("jij"),
        "learner": _("leerling"),
        "mentor": _("mentor"),
        "supervisor": _("begeleider op de werkplek"),
        "teacher": _("leraar"),
        "none": _("nog niets"),
        "not_met": _("nog niet"),
        "met": _("bereikt"),
        "above": _("boven verwachting"),
    }


def day_words() -> Mapping[str, str]:
    """Return what a day was and what became of its work, in words of the page's language."""
    return _day_words(choose_language())


@cache
def _day_words(_language: str) -> Mapping[str, str]:
    return {
        "approved": _("goedgekeurd"),
        "submitted": _("ingediend, nog niet nagekeken"),
        "held": _("ingediend, de school kijkt na waar dit hoort"),
        "returned": _("teruggestuurd"),
        "reopened": _("weer open"),
        "draft": _("begonnen, nog niet ingediend"),
        "open": _("nog niets ingevuld"),
        "coming": _("komt nog"),
        "free": _("geen werkdag"),
        "planned": _("werkdag"),
        "workplace": _("op het werk"),
        "simulated": _("gesimuleerd leren"),
        "school": _("school"),
        "sick": _("ziek"),
        "holiday": _("vrij"),
        "absent": _("afwezig"),
    }


def look_words() -> Mapping[str, str]:
    """Return what somebody looked at, in words of the page's language."""
    return _look_words(choose_language())


@cache
def _look_words(_language: str) -> Mapping[str, str]:
    return {
        "logbook": _("het logboek"),
        "class": _("het overzicht van de klas"),
        "entry": _("een dag"),
        "media": _("foto's of opnames"),
        "week": _("een week"),
        "progress": _("de voortgang"),
        "three_party": _("de drie blikken naast elkaar"),
        "plan": _("het opleidingsplan"),
        "council": _("het dossier voor de klassenraad"),
        "visit": _("bezoeken en hun verslag"),
        "along": _("meegenomen op een telefoon, misschien niet gelezen"),
        "archive": _("het hele logboek als bestand"),
    }
