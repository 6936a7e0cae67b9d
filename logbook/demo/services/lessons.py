"""Two lessons of the demo's first class: one that was held three weeks ago, and one that is planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from logbook.core.actor import Actor
from logbook.remediation.models import Lesson, LessonKind, LessonLearner
from logbook.remediation.queries import CriterionNeeds, needs_page
from logbook.sheets.models import SheetContent
from logbook.sheets.queries import latest_version
from logbook.training.queries import classes_in_reach

from .casting import TASK_SHEET, Apprentice
from .days import Period, moment, next_working_day
from .dice import Dice
from .ledger import Hand, Ledger, Row

PLACE = "Lasatelier school"
PLAN = "Samen drie lasnaden bekijken. Daarna elk twee proefstukken, en elkaar beoordelen met de fiche."
SOME = range(4, 8)
OUTCOMES = ("took_part", "took_part", "absent", "not_needed")


def tell_lessons(apprentices: Sequence[Apprentice], period: Period) -> None:
    """Write a lesson on each of two criteria that some learners of the first class need."""
    teacher, content = apprentices[0].teacher, latest_version(apprentices[0].teacher, TASK_SHEET)
    class_id = classes_in_reach(teacher)[0].id
    needs = [need for sheet in needs_page(teacher, class_id, TASK_SHEET).sheets for need in sheet.needs]
    some = (need for need in needs if need.kind is LessonKind.REMEDIATION and len(need.learners) in SOME)
    wanted = list({need.together: need for need in some}.values())
    ledger = Ledger(Dice("lessons"))
    told = _Told(ledger, teacher, content, class_id)
    for need, weeks in zip(wanted[:2], (-3, 1), strict=False):
        day = next_working_day(period.today + timedelta(weeks=weeks))
        _lesson(told, need, day, min(day, period.today) - timedelta(days=5), held=weeks < 0)
    ledger.write(lambda _done, _of: None)


@dataclass(frozen=True, slots=True)
class _Told:
    """By whom, about which sheet, for which class, and where it is written."""

    ledger: Ledger
    teacher: Actor
    content: SheetContent
    class_id: UUID

    def hand(self, day: date, learner_id: UUID | None = None) -> Hand:
        """Return the teacher's hand on the afternoon of a day."""
        return Hand(self.ledger, self.teacher, moment(day, 16), learner_id)


def _lesson(told: _Told, need: CriterionNeeds, day: date, planned: date, *, held: bool) -> None:
    hand = told.hand(planned)
    title = f"Oefenen: {need.criterion.short['nl'].lower()}"
    lesson = hand.put(Lesson, **_head(told, need, hand), title=title, date=day, place=PLACE, plan=PLAN)
    hand.event("plan_lesson", "lesson", lesson["id"], new="planned")
    for place, each in enumerate(need.learners):
        _place(told, lesson, each.learner.id, planned, OUTCOMES[place % len(OUTCOMES)] if held else None)
    if held:
        lesson |= {"state": "held", "version": 2}
        told.hand(day).event("hold_lesson", "lesson", lesson["id"], old="planned", new="held", rev=2)


def _head(told: _Told, need: CriterionNeeds, hand: Hand) -> Row:
    values: dict[str, Any] = {
        "id": hand.new_id(),
        "school_id": told.teacher.school_id,
        "class_id": told.class_id,
        "sheet_version_id": told.content.version_id,
        "criteria": list(need.together),
        "kind": need.kind.value,
        "state": "planned",
        "version": 1,
        "made_by": told.teacher.person_id,
        "made_at": hand.at,
        "ended_by": None,
        "ended_at": None,
    }
    return values


def _place(told: _Told, lesson: Row, learner_id: UUID, planned: date, outcome: str | None) -> None:
    hand = told.hand(planned, learner_id)
    values = {"lesson_id": lesson["id"], "learner_id": learner_id, "school_id": lesson["school_id"]}
    hand.put(LessonLearner, **values, date=lesson["date"], outcome=outcome, note=None)
    hand.event("join_lesson", "lesson", lesson["id"], new=lesson["kind"])
    if outcome:
        told.hand(lesson["date"], learner_id).event("tick_lesson", "lesson", lesson["id"], new=outcome)
