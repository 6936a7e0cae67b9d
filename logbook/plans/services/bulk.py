"""The same sheets in the plans of chosen learners of a class, in one deed."""

from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.errors import NotPermitted, Rejected, Stale
from logbook.core.roles import SCHOOL_STAFF
from logbook.core.texts import N_
from logbook.plans.models import TrainingPlan
from logbook.plans.queries.bulk import Bulk, Steps, bulk_steps, year_of_class
from logbook.plans.queries.rows import plans_of
from logbook.plans.queries.years import Year
from logbook.training.queries import ClassView

from .change import Change
from .checks import check_sheets, check_weeks, held
from .make import begin_plan
from .place import put_sheet

NO_LEARNERS = N_("Kies minstens één leerling.")
OTHER_LEARNERS = N_("Een van deze leerlingen zit niet in deze klas.")


def plan_for_class(actor: Actor, class_id: UUID, bulk: Bulk) -> list[Steps]:
    """Do what `bulk_steps` shows for each chosen learner, and return it; whoever has no plan yet gets one.

    All of it or nothing. Done already is success. Raises NotFound, NotPermitted, Rejected, and Stale when one of the
    plans changed since it was shown.
    """
    if actor.role not in SCHOOL_STAFF:
        raise NotPermitted
    group, steps = check_bulk(actor, class_id, bulk)
    year = year_of_class(group)
    plans = plans_of(actor, [each.learner.id for each in steps], year.starts_on)
    for plan in sorted(plans.values(), key=lambda each: each.id):
        held(plan)
    _, steps = bulk_steps(actor, class_id, bulk)  # as it is now that nobody else can change it
    for each in steps:
        if each.put:
            _put(actor, each, bulk, plans.get(each.learner.id), year)
    return steps


def check_bulk(actor: Actor, class_id: UUID, bulk: Bulk) -> tuple[ClassView, list[Steps]]:
    """Return the class and what would happen. Raises NotFound, and Rejected for what cannot be asked."""
    check_sheets(actor, bulk.sheets)
    group, steps = bulk_steps(actor, class_id, bulk)
    if not bulk.learners:
        raise Rejected({"learners": [NO_LEARNERS]})
    if len(steps) < len(bulk.learners):
        raise Rejected({"learners": [OTHER_LEARNERS]})
    check_weeks(bulk.place, bulk.weeks, year_of_class(group))
    return group, steps


def _put(actor: Actor, steps: Steps, bulk: Bulk, plan: TrainingPlan | None, year: Year) -> None:
    seen = bulk.learners[steps.learner.id]
    if (plan.version if plan else 0) != seen or steps.where is None:
        raise Stale
    if plan is None:
        plan, made = begin_plan(actor, steps.learner.id, year)
        if not made:
            raise Stale
    change = Change(actor, plan)
    for sheet in steps.put:
        put_sheet(change, sheet, steps.where, bulk.weeks, bulk.note)
    change.finish()
