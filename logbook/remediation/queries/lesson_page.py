"""One lesson: what it is about, who is in it, what was done, and what was rated since."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.queries import names_of
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.extensions import db
from logbook.remediation.models import Lesson, LessonLearner, LessonState
from logbook.remediation.policy import Judged
from logbook.sheets.models import Criterion, SheetContent
from logbook.sheets.queries import version
from logbook.training.queries import ClassView, LearnerCard, learners_of_class

from .judged import works_of
from .lessons import criteria_of, lesson_for


@dataclass(frozen=True, slots=True)
class Effect:
    """What mentor or teacher said of a criterion since the lesson: met in so many of so many, first on which day."""

    criterion: Criterion
    met: int
    total: int
    reached_on: date | None


@dataclass(frozen=True, slots=True)
class Participant:
    """A learner in the lesson, with what was done and what came of it (nothing before it was held)."""

    learner: LearnerCard
    outcome: str | None
    note: str | None
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class LessonPage:
    """A lesson as who looks after its class sees it. `gone` counts who is no longer in the class: nothing is shown."""

    lesson: Lesson
    group: ClassView
    content: SheetContent
    criteria: tuple[Criterion, ...]
    participants: tuple[Participant, ...]
    gone: int
    made_by: str

    @property
    def state(self) -> LessonState:
        """How far the lesson is."""
        return LessonState(self.lesson.state)

    @property
    def begun(self) -> bool:
        """Whether its day is there, so that one can say what was done."""
        return self.lesson.date <= clock.today()

    @property
    def undecided(self) -> int:
        """Of how many learners nothing was said yet."""
        return sum(each.outcome is None for each in self.participants)


def lesson_page(actor: Actor, lesson_id: UUID) -> LessonPage:
    """Return a lesson with its learners of today, in as many queries for 25 as for one. Raises NotFound."""
    lesson, group = lesson_for(actor, lesson_id)
    places = {each.learner_id: each for each in _places(lesson_id)}
    here = [each for each in learners_of_class(lesson.class_id) if each.id in places]
    content = version(actor, lesson.sheet_version_id)
    criteria = criteria_of(lesson, content)
    since = _since(actor, lesson, content.id, [each.id for each in here])
    participants = (
        Participant(each, places[each.id].outcome, places[each.id].note, _effects(criteria, since.get(each.id)))
        for each in here
    )
    name = names_of([lesson.made_by])[lesson.made_by]
    return LessonPage(lesson, group, content, criteria, tuple(participants), len(places) - len(here), name)


def _places(lesson_id: UUID) -> list[LessonLearner]:
    return list(db.session.scalars(select(LessonLearner).where(LessonLearner.lesson_id == lesson_id)))


Since = dict[UUID, dict[str, list[Judged]]]


def _since(actor: Actor, lesson: Lesson, sheet_id: str, learner_ids: list[UUID]) -> Since:
    """Return what was said after the day of a lesson that was held, by learner and criterion."""
    held = lesson.state in (LessonState.HELD, LessonState.CLOSED)
    first = lesson.date + timedelta(days=1)
    if not held or first > clock.today():
        return {each: {} for each in learner_ids} if held else {}
    works = works_of(actor, learner_ids, (first, clock.today()), sheet_id)[sheet_id]
    found: Since = {each: {} for each in learner_ids}
    for learner_id, work in works.items():
        for name, judged in work.judged.items():
            found[learner_id][name] = [each for each in judged if each.on >= first]
    return found


def _effects(criteria: tuple[Criterion, ...], since: dict[str, list[Judged]] | None) -> tuple[Effect, ...]:
    if since is None:
        return ()
    return tuple(_effect(criterion, since.get(criterion.id, [])) for criterion in criteria)


def _effect(criterion: Criterion, judged: list[Judged]) -> Effect:
    met = [each.on for each in judged if each.met]
    return Effect(criterion, len(met), len(judged), min(met, default=None))
