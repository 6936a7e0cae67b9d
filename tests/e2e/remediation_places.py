"""Remediation and deepening. The pages, and where each role opens them."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from logbook.extensions import db
from logbook.remediation.models import Lesson, LessonState
from tests.factories import SOFT_SKILLS, WELDING

if TYPE_CHECKING:
    from tests.e2e.places import Addresses, Around

Arguments = dict[str, Any]


def _classes(around: "Around", *chosen: Arguments) -> list[Arguments]:
    return [{"class_id": group, **each} for group in around.classes[:1] for each in chosen or ({},)]


def _lessons(around: "Around", *states: LessonState) -> list[Arguments]:
    """One lesson of each state, of a class that this person looks after."""
    found: dict[str, Arguments] = {}
    query = select(Lesson.id, Lesson.state).where(Lesson.class_id.in_(around.classes)).order_by(Lesson.id)
    for lesson_id, state in db.session.execute(query.where(Lesson.state.in_(states or tuple(LessonState)))):
        found.setdefault(state, {"lesson_id": lesson_id})
    return list(found.values())


REMEDIATION_PAGES: "dict[str, Addresses]" = {
    "remediation.needs": lambda around: _classes(around, {}, {"kind": "deepening", "sheet": SOFT_SKILLS}),
    "remediation.notes": lambda around: _classes(around, {}, {"sheet": WELDING, "criterion": "crack_free"}),
    "remediation.lessons": _classes,
    "remediation.new": lambda around: _classes(
        around, {"sheet": WELDING, "kind": "remediation", "criterion[]": "crack_free"}
    ),
    "remediation.lesson": _lessons,
    "remediation.edit_form": lambda around: _lessons(around, LessonState.PLANNED),
    "remediation.own": lambda _around: [{}],
}
