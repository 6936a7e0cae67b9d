"""The learners before and after one, in the order in which the class view showed them: one query.

The order comes with the address, one letter a learner: their place in the class by name. Working it out anew would cost
each learner's page what the class view costs, and the order would change under the hands of who goes through it.
"""

import string
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.roles import SCHOOL_STAFF
from logbook.training.queries import LearnerCard, classmates_in_reach

LETTERS = string.digits + string.ascii_letters


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Who comes before and after a learner, the how manieth of how many this one is, and the order as addresses say."""

    class_id: UUID
    order: str
    before: LearnerCard | None
    after: LearnerCard | None
    place: int
    count: int


def written(places: Iterable[int]) -> str:
    """Return an order as addresses carry it: for each learner shown their place in the class by name."""
    return "".join(LETTERS[place] for place in places)


def neighbours_of(actor: Actor, learner_id: UUID, class_id: UUID, order: str = "") -> Neighbours | None:
    """Return the learners beside one in a class; None when the learner is not in it, or out of the actor's reach.

    An order that does not fit the class of today (somebody came or left) gives way to the order of names.
    """
    if actor.role not in SCHOOL_STAFF:
        return None
    cards = classmates_in_reach(actor, class_id)
    line = _line(cards, order)
    if learner_id not in {card.id for card in line}:
        line, order = cards, ""
    ids = [card.id for card in line]
    if learner_id not in ids:
        return None
    place = ids.index(learner_id)
    return Neighbours(
        class_id,
        order,
        line[place - 1] if place else None,
        line[place + 1] if place + 1 < len(line) else None,
        place + 1,
        len(line),
    )


def _line(cards: list[LearnerCard], order: str) -> list[LearnerCard]:
    places = [LETTERS.find(letter) for letter in order]
    fits = len(set(places)) == len(places) and all(0 <= place < len(cards) for place in places)
    return [cards[place] for place in places] if fits else []
