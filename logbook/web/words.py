"""The words of the marks, looked up once per language: a table of marks asks for them hundreds of times."""

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
