"""Saying what was done in a lesson, and closing it."""

from uuid import UUID

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import Rejected
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.remediation.models import Lesson, LessonLearner, LessonState, Outcome
from logbook.training.queries import learners_of_class

from .checks import OTHER_LEARNERS, lesson_for_update, places_of, require
from .commands import Done

TOO_EARLY = N_("Deze les moet nog komen.")
SAY_SOMETHING = N_("Duid minstens bij één leerling aan wat er gebeurde.")
SAY_ALL = N_("Duid eerst bij elke leerling aan wat er gebeurde.")


def tick_lesson(actor: Actor, lesson_id: UUID, done: Done) -> Lesson:
    """Keep what was done in a lesson, for some or all of its learners; one event for each that changes.

    It can be corrected until the lesson is closed. Raises NotFound, NotPermitted, Rejected, Stale, InvalidTransition.
    """
    lesson, group = lesson_for_update(actor, lesson_id)
    here = {each.id for each in learners_of_class(group.id)}
    places = {name: place for name, place in places_of(lesson_id).items() if name in here}
    _check(lesson, done, places)
    changed = [
        (places[name], outcome, note)
        for name, (outcome, note) in done.outcomes.items()
        if (places[name].outcome, places[name].note) != (outcome, note)
    ]
    if not changed and lesson.state == LessonState.HELD:
        return lesson
    require(lesson, done.version, LessonState.PLANNED, LessonState.HELD)
    for place, outcome, note in changed:
        _tick(actor, place, outcome, note)
    old, lesson.state = lesson.state, LessonState.HELD
    lesson.version += 1
    append_event(actor, "hold_lesson", "lesson", lesson.id, old=old, new=lesson.state, rev=lesson.version)
    return lesson


def close_lesson(actor: Actor, lesson_id: UUID, seen: int) -> Lesson:
    """Close a held lesson, once something was said of every learner who is still in the class; it then stays as it is.

    A closed one is success. Raises NotFound, NotPermitted, Rejected, Stale, InvalidTransition.
    """
    lesson, group = lesson_for_update(actor, lesson_id)
    if lesson.state == LessonState.CLOSED:
        return lesson
    require(lesson, seen, LessonState.HELD)
    here = {each.id for each in learners_of_class(group.id)}
    if any(place.outcome is None for name, place in places_of(lesson_id).items() if name in here):
        raise Rejected({"outcomes": [SAY_ALL]})
    lesson.state, lesson.version = LessonState.CLOSED, lesson.version + 1
    lesson.ended_by, lesson.ended_at = actor.person_id, clock.now()
    append_event(actor, "close_lesson", "lesson", lesson.id, old=LessonState.HELD, new=LessonState.CLOSED)
    return lesson


def _check(lesson: Lesson, done: Done, places: dict[UUID, LessonLearner]) -> None:
    if lesson.date > clock.today():
        raise Rejected({"outcomes": [TOO_EARLY]})
    if not done.outcomes:
        raise Rejected({"outcomes": [SAY_SOMETHING]})
    if not done.outcomes.keys() <= places.keys():
        raise Rejected({"outcomes": [OTHER_LEARNERS]})


def _tick(actor: Actor, place: LessonLearner, outcome: Outcome, note: str | None) -> None:
    old, place.outcome, place.note = place.outcome, outcome.value, note
    append_event(
        actor, "tick_lesson", "lesson", place.lesson_id, learner_id=place.learner_id, old=old, new=outcome.value
    )
