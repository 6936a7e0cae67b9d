"""The teacher's desk. The pages, and where each role opens them."""

from typing import TYPE_CHECKING, Any

from logbook.core.roles import SCHOOL_STAFF
from logbook.training.queries import learners_of_class

if TYPE_CHECKING:
    from tests.e2e.places import Addresses, Around


def _learners(around: "Around") -> list[dict[str, Any]]:
    """Return learners of the first class, where the actor has one: one with neighbours on both sides."""
    if around.actor.role not in SCHOOL_STAFF:
        return []
    in_class = [(group, card.id) for group in around.classes[:1] for card in learners_of_class(group)[:2]]
    return [{"class_id": group, "learner_id": learner} for group, learner in in_class]


def _compared(around: "Around") -> list[dict[str, Any]]:
    if around.actor.role in SCHOOL_STAFF:
        return [{"learner_id": each["learner_id"], "class": each["class_id"]} for each in _learners(around)]
    periods = {"from1": "2026-09-01", "until1": "2026-09-30", "from2": "2026-10-01", "until2": "2026-10-31"}
    return [{"learner_id": learner, **chosen} for learner in around.learners[:1] for chosen in ({}, periods)]


def _classes(around: "Around") -> list[dict[str, Any]]:
    return [{"class_id": group} for group in around.classes[:1]]


DESK_PAGES: "dict[str, Addresses]" = {
    "insight.attention": _learners,
    "insight.compare": _compared,
    "insight.limits": lambda _around: [{}],
    "desk.news": _classes,
    "desk.filters": _classes,
}
