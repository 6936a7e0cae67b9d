"""The form of a lesson: a new one from a proposal, or a planned one that changes."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.ids import new_id
from logbook.remediation.models import Lesson, LessonKind
from logbook.remediation.queries import LessonPage, needs_page
from logbook.sheets.models import SheetContent
from logbook.sheets.queries import latest_version
from logbook.training.queries import ClassView, LearnerCard, learners_of_class
from logbook.web.forms import Loaded
from logbook.web.language import text_of

TITLE = 120


@dataclass(frozen=True)
class Asked:
    """What a new lesson is to be about."""

    sheet_id: str
    kind: LessonKind
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True)
class LessonForm:
    """What the form shows: the choices, what is chosen, and for each learner the criteria that the rules name."""

    group: ClassView
    content: SheetContent
    kind: LessonKind
    learners: list[LearnerCard]
    needs: dict[UUID, tuple[str, ...]]
    chosen: dict[str, Any]
    form: Loaded
    lesson: Lesson | None = None

    def at(self, name: str) -> Any:
        """Return what was typed, or as long as nothing was sent what is proposed."""
        return self.form.typed.get(name, "") if self.form.typed else self.chosen.get(name, "")

    def has(self, name: str, value: object) -> bool:
        """Whether a box is ticked."""
        return str(value) in self.at(name)


def proposal(actor: Actor, class_id: UUID, asked: Asked, form: Loaded) -> LessonForm:
    """Return the form of a new lesson for who needs these criteria. Raises NotFound."""
    sheet_id, kind = asked.sheet_id, asked.kind
    page = needs_page(actor, class_id, sheet_id, kind)
    content = latest_version(actor, sheet_id)
    if not content.all_criteria:
        raise NotFound
    found = [need for sheet in page.sheets for need in sheet.needs]
    needs: dict[UUID, tuple[str, ...]] = {}
    typed = form.typed.get("criteria")
    wanted = [name for name in (typed or asked.criteria) if name in content.all_criteria]
    for need in (each for each in found if each.criterion.id in wanted):
        for each in need.learners:
            needs[each.learner.id] = (*needs.get(each.learner.id, ()), need.criterion.id)
    chosen = {
        "lesson_id": str(new_id()),
        "title": ", ".join(text_of(content.all_criteria[name].short) for name in wanted)[:TITLE],
        "criteria": wanted,
        "learners": [str(learner_id) for learner_id in needs],
    }
    return LessonForm(page.group, content, kind, learners_of_class(class_id), needs, chosen, form)


def changing(page: LessonPage, form: Loaded) -> LessonForm:
    """Return the form of a planned lesson."""
    lesson = page.lesson
    chosen = {
        "version": lesson.version,
        "title": lesson.title,
        "date": lesson.date.isoformat(),
        "place": lesson.place,
        "plan": lesson.plan,
        "criteria": lesson.criteria,
        "learners": [str(each.learner.id) for each in page.participants],
    }
    learners = learners_of_class(lesson.class_id)
    return LessonForm(page.group, page.content, LessonKind(lesson.kind), learners, {}, chosen, form, lesson)
