"""Who may reach what of: the training plan."""

from datetime import date
from typing import Any

from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.plans.models import Place, PlanItem, TrainingPlan
from tests.access.reach import LEARNERS, MENTORS, SCHOOL, Rule
from tests.factories import WELDING, YEAR_START, Cast, add

READERS = SCHOOL | LEARNERS | MENTORS | {"company_coordinator"}
VERSION = {"version": "1"}
PLACE = VERSION | {"sheets[]": WELDING, "where": "school", "first": "2026-W48", "last": "2026-W49"}
BULK = {"sheets[]": WELDING, "place": "school", "first": "2026-W48", "last": "2026-W49"}

PLANS: dict[str, Rule] = {
    "plans.show": Rule("learner", READERS),
    "plans.annex": Rule("plan", READERS),
    "plans.agree": Rule("plan", LEARNERS | MENTORS, post=True, data=VERSION),
    "plans.make": Rule("learner", SCHOOL, post=True),
    "plans.ready": Rule("plan", SCHOOL, post=True, data=VERSION),
    "plans.place_form": Rule("plan", SCHOOL),
    "plans.place": Rule("plan", SCHOOL, post=True, data=PLACE),
    "plans.shift": Rule("plan", SCHOOL, post=True, data=VERSION | {"weeks": "1"}),
    "plans.remove": Rule("plan", SCHOOL, post=True, data=VERSION),
    "plans.of_class": Rule("class", SCHOOL),
    "plans.bulk_form": Rule("class", SCHOOL),
    "plans.preview": Rule("class", SCHOOL, post=True, data=BULK),
    "plans.bulk": Rule("class", SCHOOL, post=True, data=BULK),
}
PLANS_OWN: set[str] = {"plans.own"}
"""Pages and deeds that name nobody's thing."""


def plans_things(cast: Cast) -> dict[str, dict[str, dict[str, Any]]]:
    """Return for `own`, `other` and `foreign` the things that addresses name."""
    learners = {"own": cast.learner, "other": cast.other_learner, "foreign": cast.foreign_learner}
    return {name: {"plan": {"plan_id": _plan(learner.id, cast)}} for name, learner in learners.items()}


def _plan(learner_id: Any, cast: Cast) -> Any:
    school = cast.other_school if learner_id == cast.foreign_learner.id else cast.school
    now = clock.now()
    with transaction():
        plan = add(
            TrainingPlan(
                school_id=school.id,
                learner_id=learner_id,
                starts_on=YEAR_START,
                ends_on=date(2027, 8, 31),
                made_by=cast.teacher.id,
                made_at=now,
                changed_at=now,
            )
        )
        add(
            PlanItem(
                school_id=school.id,
                plan_id=plan.id,
                learner_id=learner_id,
                sheet_id=WELDING,
                place=Place.SCHOOL.value,
                from_date=date(2026, 11, 16),
                until_date=date(2026, 11, 22),
                since=1,
            )
        )
        return plan.id
