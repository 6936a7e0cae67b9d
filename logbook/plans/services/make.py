"""Making a plan, and putting every sheet of the track in it, to be placed."""

from collections.abc import Iterable
from uuid import UUID

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotPermitted
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.core.upsert import insert_new
from logbook.extensions import db
from logbook.plans.models import Place, PlanState, TrainingPlan
from logbook.plans.policy import may_change_plan
from logbook.plans.queries.rows import MOST_ITEMS, plans_of
from logbook.plans.queries.sheets import class_tracks, of_tracks, plan_sheets, tracks_of
from logbook.plans.queries.years import Year, year_of, years_of
from logbook.training.queries import placements_of, require_relation

from .change import Change
from .checks import plan_for_change, require_version
from .commands import Where


def make_plan(actor: Actor, learner_id: UUID, starts_in: int | None = None) -> TrainingPlan:
    """Begin a learner's plan of a school year, with every sheet of the track open; one that is there is success.

    Raises NotFound, NotPermitted.
    """
    if not may_change_plan(require_relation(actor, learner_id)):
        raise NotPermitted
    year = year_of(years_of(actor), starts_in)
    known = plans_of(actor, [learner_id], year.starts_on).get(learner_id)
    if known:
        return known
    plan, made = begin_plan(actor, learner_id, year)
    if made:
        _fill(actor, plan)
    return plan


def begin_plan(actor: Actor, learner_id: UUID, year: Year) -> tuple[TrainingPlan, bool]:
    """Make an empty plan for a learner in reach, or return the one that somebody made meanwhile, and say which."""
    now, plan_id = clock.now(), new_id()
    values = {
        "id": plan_id,
        "school_id": actor.school_id,
        "learner_id": learner_id,
        "starts_on": year.starts_on,
        "ends_on": year.ends_on,
        "state": PlanState.DRAFT.value,
        "version": 1,
        "made_by": actor.person_id,
        "made_at": now,
        "changed_at": now,
    }
    made = insert_new(TrainingPlan, values)
    if made:
        append_event(actor, "make_plan", "plan", plan_id, learner_id=learner_id, new=PlanState.DRAFT, rev=1)
    db.session.flush()
    return plans_of(actor, [learner_id], year.starts_on)[learner_id], made


def ready_sheets(actor: Actor, plan_id: UUID, version: int) -> TrainingPlan:
    """Put every sheet of the track that the plan does not name in it, open; none left is success.

    Raises NotFound, NotPermitted, Stale.
    """
    plan = plan_for_change(actor, plan_id)
    missing = _missing(actor, Change(actor, plan))
    if not missing:
        return plan
    require_version(plan, version)
    return _fill(actor, plan)


def _fill(actor: Actor, plan: TrainingPlan) -> TrainingPlan:
    change = Change(actor, plan)
    for sheet_id in _missing(actor, change)[: MOST_ITEMS - len(change.rows)]:
        change.begin(sheet_id, Where(Place.OPEN), None, None)
    return change.finish()


def _missing(actor: Actor, change: Change) -> list[str]:
    learner_id = change.plan.learner_id
    tracks = tracks_of(placements_of([learner_id]), class_tracks([learner_id]).get(learner_id, ()))
    named = {row.sheet_id for row in change.rows}
    return without(of_tracks(plan_sheets(actor), tracks), named)


def without(sheets: Iterable[str], named: set[str]) -> list[str]:
    """Return the sheets that are not named, in their order."""
    return [each for each in sheets if each not in named]
