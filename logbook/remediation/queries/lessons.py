"""Lessons of a class, of one learner, and one lesson for who looks after its class."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.remediation.models import Lesson, LessonKind, LessonLearner, LessonState
from logbook.sheets.models import Criterion, SheetContent, SheetVersion
from logbook.sheets.queries import contents
from logbook.training.models import ClassMember
from logbook.training.queries import ClassView, class_of, require_relation
from logbook.web.paging import PAGE_SIZE, Page

MOST = 200
"""How many open lessons a page looks at; a class has some dozens in a year."""
MOST_OWN = 40
_NO_PLANS = frozenset({Role.SUPERVISOR, Role.GUARDIAN})
_OPEN = (LessonState.PLANNED.value, LessonState.HELD.value)


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson as lists show one, with the ids of who is in it."""

    id: UUID
    kind: LessonKind
    title: str
    date: date
    place: str | None
    state: LessonState
    sheet_id: str
    criteria: tuple[str, ...]
    learner_ids: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class LessonList:
    """One page of a class's lessons, the newest first."""

    group: ClassView
    page: Page[LessonLine]


@dataclass(frozen=True, slots=True)
class OwnLesson:
    """A lesson as its learner and the learner's mentors see it: what, when and where; never what was noted."""

    id: UUID
    kind: LessonKind
    title: str
    date: date
    place: str | None
    state: LessonState
    criteria: tuple[Criterion, ...]
    took_part: bool


def lesson_for(actor: Actor, lesson_id: UUID) -> tuple[Lesson, ClassView]:
    """Return a lesson and its class, which the actor looks after. Raises NotFound."""
    lesson = db.session.get(Lesson, lesson_id)
    if lesson is None or lesson.school_id != actor.school_id:
        raise NotFound
    return lesson, class_of(actor, lesson.class_id)


def open_lessons(actor: Actor, class_id: UUID) -> tuple[LessonLine, ...]:
    """Return the lessons of a class in reach that are planned, or held and not closed yet: the next one first."""
    query = _lines().where(Lesson.class_id == class_id, Lesson.school_id == actor.school_id, Lesson.state.in_(_OPEN))
    return tuple(_gathered(db.session.execute(query.order_by(Lesson.date, Lesson.id, LessonLearner.learner_id))))[:MOST]


def lesson_list(actor: Actor, class_id: UUID, number: int) -> LessonList:
    """Return one page of a class's lessons. Raises NotFound for a class out of reach."""
    group = class_of(actor, class_id)
    wanted = (
        select(Lesson.id)
        .where(Lesson.class_id == class_id, Lesson.school_id == actor.school_id)
        .order_by(Lesson.date.desc(), Lesson.id.desc())
        .limit(PAGE_SIZE + 1)
        .offset((number - 1) * PAGE_SIZE)
    )
    ids = list(db.session.scalars(wanted))
    rows = db.session.execute(_lines().where(Lesson.id.in_(ids)).order_by(Lesson.date.desc(), Lesson.id.desc()))
    return LessonList(group, Page(_gathered(rows)[:PAGE_SIZE], number, len(ids) > PAGE_SIZE))


def lessons_of(actor: Actor, learner_id: UUID, *, ahead: bool = False) -> list[OwnLesson]:
    """Return the lessons of a learner in reach, the newest first; only those that are still to come, if `ahead`.

    A lesson that was dropped, or that the learner left the class before, is not among them. Plans are not for
    supervisors and guardians. Raises NotFound.
    """
    require_relation(actor, learner_id)
    if actor.role in _NO_PLANS:
        return []
    query = (
        select(Lesson, LessonLearner.outcome)
        .join(LessonLearner, LessonLearner.lesson_id == Lesson.id)
        .where(
            LessonLearner.learner_id == learner_id,
            Lesson.school_id == actor.school_id,
            Lesson.state != LessonState.DROPPED.value,
            _in_class_then(),
        )
        .order_by(Lesson.date.desc(), Lesson.id.desc())
        .limit(MOST_OWN)
    )
    if ahead:
        query = query.where(Lesson.date >= clock.today(), Lesson.state == LessonState.PLANNED.value)
    rows = db.session.execute(query).all()
    known = contents({lesson.sheet_version_id for lesson, _ in rows})
    return [
        OwnLesson(
            lesson.id,
            LessonKind(lesson.kind),
            lesson.title,
            lesson.date,
            lesson.place,
            LessonState(lesson.state),
            criteria_of(lesson, known[lesson.sheet_version_id]),
            outcome == "took_part",
        )
        for lesson, outcome in rows
    ]


def criteria_of(lesson: Lesson, content: SheetContent) -> tuple[Criterion, ...]:
    """Return what a lesson is about, as its own version of the sheet says it."""
    return tuple(content.all_criteria[name] for name in lesson.criteria if name in content.all_criteria)


def _in_class_then() -> Any:
    """Whether the learner was (or is still to be) in the lesson's class on its day."""
    return exists().where(
        ClassMember.class_id == Lesson.class_id,
        ClassMember.person_id == LessonLearner.learner_id,
        ClassMember.role == Role.LEARNER.value,
        ClassMember.from_date <= Lesson.date,
        (ClassMember.until_date.is_(None)) | (ClassMember.until_date >= Lesson.date),
    )


def _lines() -> "Select[*tuple[Any, ...]]":
    return (
        select(
            Lesson.id,
            Lesson.kind,
            Lesson.title,
            Lesson.date,
            Lesson.place,
            Lesson.state,
            SheetVersion.sheet_id,
            Lesson.criteria,
            LessonLearner.learner_id,
        )
        .join(SheetVersion, SheetVersion.id == Lesson.sheet_version_id)
        .outerjoin(LessonLearner, LessonLearner.lesson_id == Lesson.id)
    )


def _gathered(rows: Iterable[Any]) -> list[LessonLine]:
    """Return one line for each lesson, of rows that bring one for each learner."""
    heads: dict[UUID, Any] = {}
    learners: dict[UUID, set[UUID]] = {}
    for row in rows:
        heads.setdefault(row.id, row)
        learners.setdefault(row.id, set()).update({row.learner_id} - {None})
    return [
        LessonLine(
            row.id,
            LessonKind(row.kind),
            row.title,
            row.date,
            row.place,
            LessonState(row.state),
            row.sheet_id,
            tuple(row.criteria),
            frozenset(learners[row.id]),
        )
        for row in heads.values()
    ]
