"""A class of the cast with rounds behind it, and short ways to plan a lesson."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from logbook.accounts.models import Person
from logbook.core.ids import new_id
from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import week_number
from logbook.extensions import db
from logbook.remediation import services
from logbook.remediation.models import Lesson, LessonKind, LessonLearner, Outcome
from logbook.remediation.queries import NeedsPage, needs_page
from logbook.remediation.services import Done, LessonPlan, NewLesson
from tests.factories import WELDING, Cast
from tests.insight.history import TODAY, History

CRACK, UNDERCUT = "crack_free", "undercut"
YES, NO = "reached", "not_yet_reached"
PUNCTUAL = "punctuality"
FIRST = date(2026, 9, 7)


def rounds(
    history: History,
    levels: Iterable[str | None],
    *,
    criterion: str = CRACK,
    learner: Person | None = None,
    **more: Any,
) -> list[UUID]:
    """Let the mentor give these levels in rounds a week apart, the last one a week ago; the learner rates `own`."""
    cast, given = history.cast, list(levels)
    own, stage, start = more.pop("own", None), more.pop("stage", "coaching"), more.pop("start", None)
    who, ids = learner or cast.learner, []
    with transaction():
        for place, level in enumerate(given):
            day = start + timedelta(weeks=place) if start else TODAY - timedelta(weeks=len(given) - place)
            entry = history.submit(who, cast.placement, day, stage=stage)
            ids.append(entry.id)
            if own:
                history.rate(who, Rater.LEARNER, {criterion: own})
            if level:
                history.rate(more.get("by", cast.mentor), more.get("role", Rater.MENTOR), {criterion: level})
    return ids


def weeks(history: History, levels: Iterable[str]) -> None:
    """Let the mentor give these levels for one soft skill, in weeks that end with the last one."""
    cast, given = history.cast, list(levels)
    with transaction():
        for place, level in enumerate(given):
            week = history.week(cast.placement, week_number(TODAY) - len(given) + place)
            history.rate_week(week, cast.mentor, Rater.MENTOR, {PUNCTUAL: level})


def page(cast: Cast, who: str = "teacher", **more: Any) -> NeedsPage:
    """Return the needs of the cast's class."""
    return needs_page(cast.actor(who), cast.group.id, **more)


def found(needs: NeedsPage) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Return the names of the reasons by criterion, kind and given name."""
    return {
        (need.criterion.id, need.kind.value, each.learner.given_name): tuple(why.name for why in each.reasons)
        for sheet in needs.sheets
        for need in sheet.needs
        for each in need.learners
    }


def unknown(needs: NeedsPage) -> set[str]:
    """Return the criteria of which too little is rated."""
    return {criterion.id for sheet in needs.sheets for criterion, _ in sheet.unknown}


def plan(cast: Cast, **more: Any) -> LessonPlan:
    """Return the plan of a lesson today for the cast's learner."""
    values: dict[str, Any] = {
        "title": "Scheuren vermijden",
        "day": TODAY,
        "criteria": (CRACK,),
        "learners": frozenset({cast.learner.id}),
        "place": "Lasatelier",
    }
    return LessonPlan(**values | more)


def command(cast: Cast, **more: Any) -> NewLesson:
    """Return the wish for such a lesson."""
    head = {name: more.pop(name) for name in ("lesson_id", "class_id", "sheet_id", "kind") if name in more}
    values: dict[str, Any] = {
        "lesson_id": new_id(),
        "class_id": cast.group.id,
        "sheet_id": WELDING,
        "kind": LessonKind.REMEDIATION,
        "plan": plan(cast, **more),
    }
    return NewLesson(**values | head)


def make(cast: Cast, who: str = "teacher", **more: Any) -> Lesson:
    """Plan a lesson."""
    with transaction():
        return services.make_lesson(cast.actor(who), command(cast, **more))


def tick(cast: Cast, lesson: Lesson, who: str = "teacher", **outcomes: str) -> Lesson:
    """Say what was done, by the names of the cast; of the learner that she took part when nobody is named."""
    said = outcomes or {"learner": "took_part"}
    done = Done(
        stored(lesson.id).version, {getattr(cast, name).id: (Outcome(value), None) for name, value in said.items()}
    )
    with transaction():
        return services.tick_lesson(cast.actor(who), lesson.id, done)


def stored(lesson_id: UUID) -> Lesson:
    """Return a lesson as it is now."""
    db.session.expire_all()
    return db.session.get_one(Lesson, lesson_id)


def places(lesson_id: UUID) -> dict[UUID, LessonLearner]:
    """Return who is in a lesson, as it is now."""
    db.session.expire_all()
    rows = db.session.query(LessonLearner).filter_by(lesson_id=lesson_id)
    return {row.learner_id: row for row in rows}
