"""Remediation and deepening. Who may, for whose thing; things that only these addresses name."""

from typing import Any

from sqlalchemy import select

from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.remediation.models import Lesson, LessonLearner
from logbook.sheets.models import SheetVersion
from logbook.training.models import ClassMember
from tests.access.reach import SCHOOL, Rule
from tests.factories import WELDING, Cast, add

PROPOSAL = {"sheet": WELDING, "kind": "remediation"}
REMEDIATION: dict[str, Rule] = {
    "remediation.needs": Rule("class", SCHOOL),
    "remediation.notes": Rule("class", SCHOOL),
    "remediation.lessons": Rule("class", SCHOOL),
    "remediation.new": Rule("class", SCHOOL, more=PROPOSAL),
    "remediation.make": Rule("class", SCHOOL, post=True, data=PROPOSAL),
    "remediation.lesson": Rule("lesson", SCHOOL),
    "remediation.edit_form": Rule("lesson", SCHOOL),
    "remediation.edit": Rule("lesson", SCHOOL, post=True, data={"version": "1"}),
    "remediation.tick": Rule("lesson", SCHOOL, post=True, data={"version": "1"}),
    "remediation.close": Rule("lesson", SCHOOL, post=True, data={"version": "1"}),
    "remediation.drop": Rule("lesson", SCHOOL, post=True, data={"version": "1"}),
}
REMEDIATION_OWN: set[str] = {"remediation.own"}
"""Pages and deeds that name nobody's thing."""


def remediation_things(cast: Cast) -> dict[str, dict[str, dict[str, Any]]]:
    """Return for `own`, `other` and `foreign` the things that addresses name."""
    learners = {"own": cast.learner, "other": cast.other_learner, "foreign": cast.foreign_learner}
    return {name: {"lesson": {"lesson_id": _lesson(learner.id, cast)}} for name, learner in learners.items()}


def _lesson(learner_id: Any, cast: Cast) -> Any:
    version = db.session.scalar(select(SheetVersion.id).where(SheetVersion.sheet_id == WELDING))
    member = db.session.query(ClassMember).filter_by(person_id=learner_id).one()
    school = cast.other_school if learner_id == cast.foreign_learner.id else cast.school
    with transaction():
        lesson = add(
            Lesson(
                school_id=school.id,
                class_id=member.class_id,
                sheet_version_id=version,
                criteria=["crack_free"],
                kind="remediation",
                title="Les",
                date=clock.today(),
                made_by=cast.teacher.id,
                made_at=clock.now(),
            )
        )
        add(LessonLearner(lesson_id=lesson.id, learner_id=learner_id, school_id=school.id, date=clock.today()))
        return lesson.id
