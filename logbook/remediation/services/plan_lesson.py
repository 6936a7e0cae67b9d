"""Making a lesson, changing it while it is planned, and dropping it."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, OpReused
from logbook.core.events import append_event
from logbook.extensions import db
from logbook.remediation.models import Lesson, LessonLearner, LessonState
from logbook.sheets.models import SheetContent
from logbook.sheets.queries import latest_version, version
from logbook.training.models import ClassGroup
from logbook.training.queries import class_of, learners_of_class

from .checks import check_plan, lesson_for_update, places_of, require, require_staff
from .commands import LessonPlan, NewLesson


def make_lesson(actor: Actor, command: NewLesson) -> Lesson:
    """Plan a lesson for learners of a class in reach; one event for each of them. The same form twice is one lesson.

    Raises NotFound, NotPermitted, Rejected, OpReused.
    """
    require_staff(actor)
    group = class_of(actor, command.class_id)
    db.session.execute(select(ClassGroup.id).where(ClassGroup.id == group.id).with_for_update())
    known = db.session.get(Lesson, command.lesson_id)
    if known:
        return _same(actor, known, command)
    content, plan = latest_version(actor, command.sheet_id), command.plan
    check_plan(plan, group, content, [each.id for each in learners_of_class(group.id)])
    lesson = Lesson(
        id=command.lesson_id,
        school_id=actor.school_id,
        class_id=group.id,
        sheet_version_id=content.version_id,
        kind=command.kind.value,
        made_by=actor.person_id,
        made_at=clock.now(),
        **_values(plan, content),
    )
    db.session.add(lesson)
    db.session.flush()
    append_event(actor, "plan_lesson", "lesson", lesson.id, new=LessonState.PLANNED)
    _join(actor, lesson, plan.learners)
    return lesson


def change_lesson(actor: Actor, lesson_id: UUID, seen: int, plan: LessonPlan) -> Lesson:
    """Change a planned lesson. What it already says is success.

    Who left the class stays in it unseen. Raises NotFound, NotPermitted, Rejected, Stale, InvalidTransition.
    """
    lesson, group = lesson_for_update(actor, lesson_id)
    content = version(actor, lesson.sheet_version_id)
    here = {each.id for each in learners_of_class(group.id)}
    places = places_of(lesson_id)
    values = _values(plan, content)
    same = all(getattr(lesson, name) == value for name, value in values.items())
    if same and lesson.state == LessonState.PLANNED and places.keys() & here == plan.learners:
        return lesson
    require(lesson, seen, LessonState.PLANNED)
    check_plan(plan, group, content, here)
    for name, value in values.items():
        setattr(lesson, name, value)
    lesson.version += 1
    _leave(actor, [places[each] for each in places.keys() & here - plan.learners])
    for place in places.values():
        place.date = lesson.date
    _join(actor, lesson, plan.learners - places.keys())
    append_event(actor, "change_lesson", "lesson", lesson.id, old=lesson.state, new=lesson.state, rev=lesson.version)
    return lesson


def drop_lesson(actor: Actor, lesson_id: UUID, seen: int) -> Lesson:
    """Let a planned lesson not go on; one that does not already is success.

    Raises NotFound, NotPermitted, Stale, InvalidTransition.
    """
    lesson, _group = lesson_for_update(actor, lesson_id)
    if lesson.state == LessonState.DROPPED:
        return lesson
    require(lesson, seen, LessonState.PLANNED)
    lesson.state, lesson.version = LessonState.DROPPED, lesson.version + 1
    lesson.ended_by, lesson.ended_at = actor.person_id, clock.now()
    append_event(actor, "drop_lesson", "lesson", lesson.id, old=LessonState.PLANNED, new=LessonState.DROPPED)
    return lesson


def _same(actor: Actor, known: Lesson, command: NewLesson) -> Lesson:
    """Return the lesson that this form made before; its plan may have changed since."""
    if known.school_id != actor.school_id:
        raise NotFound
    if (known.class_id, known.kind, known.made_by) != (command.class_id, command.kind, actor.person_id):
        raise OpReused
    return known


def _values(plan: LessonPlan, content: SheetContent) -> dict[str, object]:
    """Return the columns of a plan; criteria stand in the order of the sheet, none twice."""
    named = [name for name in content.all_criteria if name in plan.criteria]
    return {"title": plan.title, "date": plan.day, "place": plan.place, "plan": plan.plan, "criteria": named}


def _join(actor: Actor, lesson: Lesson, learner_ids: Iterable[UUID]) -> None:
    for learner_id in sorted(learner_ids):
        db.session.add(
            LessonLearner(lesson_id=lesson.id, learner_id=learner_id, school_id=lesson.school_id, date=lesson.date)
        )
        append_event(actor, "join_lesson", "lesson", lesson.id, learner_id=learner_id, new=lesson.kind)


def _leave(actor: Actor, places: Iterable[LessonLearner]) -> None:
    for place in places:
        db.session.delete(place)
        append_event(actor, "leave_lesson", "lesson", place.lesson_id, learner_id=place.learner_id)
