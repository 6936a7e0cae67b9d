"""What every deed on a lesson checks: who may, whether it changed since, and whether what is asked exists."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, NotPermitted, Rejected, Stale
from logbook.core.roles import SCHOOL_STAFF
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.remediation.models import Lesson, LessonLearner, LessonState
from logbook.remediation.queries import lesson_for
from logbook.sheets.models import SheetContent
from logbook.training.queries import ClassView

from .commands import LessonPlan

NO_CRITERIA = N_("Kies minstens één criterium.")
OTHER_CRITERIA = N_("Dit criterium staat niet (meer) op deze fiche.")
NO_LEARNERS = N_("Kies minstens één leerling.")
OTHER_LEARNERS = N_("Een van deze leerlingen zit niet in deze klas.")
OTHER_YEAR = N_("Kies een dag in het schooljaar van deze klas.")


def require_staff(actor: Actor) -> None:
    """Raise NotPermitted unless the actor works at the school."""
    if actor.role not in SCHOOL_STAFF:
        raise NotPermitted


def lesson_for_update(actor: Actor, lesson_id: UUID) -> tuple[Lesson, ClassView]:
    """Return a lesson of a class in reach, held until the commit. Raises NotFound, NotPermitted."""
    require_staff(actor)
    lesson, group = lesson_for(actor, lesson_id)
    db.session.execute(select(Lesson.id).where(Lesson.id == lesson_id).with_for_update())
    db.session.refresh(lesson)
    return lesson, group


def require(lesson: Lesson, version: int, *states: LessonState) -> None:
    """Raise InvalidTransition in another state, and Stale when the lesson changed since the actor loaded it."""
    if lesson.state not in states:
        raise InvalidTransition
    if lesson.version != version:
        raise Stale


def check_plan(plan: LessonPlan, group: ClassView, content: SheetContent, known: Collection[UUID]) -> None:
    """Raise Rejected for a plan without criteria or learners, with others than there are, or outside the year."""
    errors: dict[str, list[str]] = {}
    if not group.starts_on <= plan.day <= group.ends_on:
        errors["date"] = [OTHER_YEAR]
    if not plan.criteria:
        errors["criteria"] = [NO_CRITERIA]
    elif not set(plan.criteria) <= content.all_criteria.keys():
        errors["criteria"] = [OTHER_CRITERIA]
    if not plan.learners:
        errors["learners"] = [NO_LEARNERS]
    elif not plan.learners <= set(known):
        errors["learners"] = [OTHER_LEARNERS]
    if errors:
        raise Rejected(errors)


def places_of(lesson_id: UUID) -> dict[UUID, LessonLearner]:
    """Return who is in a lesson, by learner."""
    query = select(LessonLearner).where(LessonLearner.lesson_id == lesson_id).order_by(LessonLearner.learner_id)
    return {each.learner_id: each for each in db.session.scalars(query)}
