"""Words for a remark or commitment that take one tap: the reviewer's own earlier ones, then a few to begin with."""

from flask_babel import gettext

from logbook.core.texts import N_
from logbook.reviews.queries import WeekPage, commitment_phrases, own_phrases

MOST = 6
STARTERS = {
    "strong_point": (N_("Werkt netjes"), N_("Vraagt op tijd hulp"), N_("Controleert het eigen werk")),
    "work_point": (N_("Neemt nog niet altijd de maat"), N_("Ruimt de werkplek nog niet op"), N_("Begint te snel")),
    "commitment": (N_("Toont het eerste stuk voor het volgende"), N_("Kijkt elke las zelf na"), N_("Is op tijd")),
}


def phrases_of(page: WeekPage) -> dict[str, list[str]]:
    """Return the phrases for each kind; only one who may decide is offered any."""
    if not page.open_for_review:
        return {kind: [] for kind in STARTERS}
    own = own_phrases(page.remarks, page.actor_id) | {"commitment": commitment_phrases(page.commitments, page.actor_id)}
    return {
        kind: list(dict.fromkeys([*own.get(kind, []), *(gettext(text) for text in starters)]))[:MOST]
        for kind, starters in STARTERS.items()
    }
