"""What every deed on a plan checks: who may, whether it changed since, and whether what is asked exists."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from logbook.core.actor import Actor
from logbook.core.errors import NotPermitted, Rejected, Stale
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.plans.models import Place, TrainingPlan
from logbook.plans.policy import may_change_plan
from logbook.plans.queries.rows import plan_in_reach
from logbook.plans.queries.sheets import plan_sheets
from logbook.plans.queries.years import Year
from logbook.training.models import Placement, Workplace

from .commands import Weeks, Where

NO_SHEETS = N_("Kies minstens één fiche.")
OTHER_SHEETS = N_("Deze fiche is er niet (meer).")
OTHER_PLACE = N_("Dit is geen plaats van deze leerling.")
NO_WEEKS = N_("Kies de eerste en de laatste week.")
WRONG_ORDER = N_("De laatste week komt na de eerste.")
OTHER_YEAR = N_("Kies weken in dit schooljaar.")
TOO_MANY = N_("Dit plan is vol. Haal eerst iets weg.")


def plan_for_change(actor: Actor, plan_id: UUID) -> TrainingPlan:
    """Return a plan that the actor may change, held until the commit. Raises NotFound, NotPermitted."""
    plan, relation = plan_in_reach(actor, plan_id)
    if not may_change_plan(relation):
        raise NotPermitted
    return held(plan)


def held(plan: TrainingPlan) -> TrainingPlan:
    """Hold a plan until the commit, and read it anew."""
    db.session.execute(select(TrainingPlan.id).where(TrainingPlan.id == plan.id).with_for_update())
    db.session.refresh(plan)
    return plan


def require_version(plan: TrainingPlan, version: int) -> None:
    """Raise Stale when the plan changed since the actor loaded it."""
    if plan.version != version:
        raise Stale


def year_of_plan(plan: TrainingPlan) -> Year:
    """Return the school year of a plan."""
    return Year(plan.starts_on, plan.ends_on)


def check_weeks(place: Place, weeks: Weeks | None, year: Year) -> None:
    """Raise Rejected for a place without weeks, or weeks in the wrong order or another year."""
    if place is Place.OPEN:
        return
    if weeks is None:
        raise Rejected({"first": [NO_WEEKS]})
    if weeks.last < weeks.first:
        raise Rejected({"last": [WRONG_ORDER]})
    if weeks.first not in year.weeks or weeks.last not in year.weeks:
        raise Rejected({"first": [OTHER_YEAR]})


def check_sheets(actor: Actor, sheets: Collection[str]) -> None:
    """Raise Rejected for no sheet at all, or one that no plan can name."""
    if not sheets:
        raise Rejected({"sheets": [NO_SHEETS]})
    if not set(sheets) <= plan_sheets(actor).keys():
        raise Rejected({"sheets": [OTHER_SHEETS]})


def place_of(actor: Actor, learner_id: UUID, where: Where) -> Where:
    """Return the place with the kind that its workplace has. Raises Rejected for a placement of somebody else."""
    if where.placement_id is None:
        return where
    query = (
        select(Workplace.kind)
        .join(Placement, Placement.workplace_id == Workplace.id)
        .where(
            Placement.id == where.placement_id,
            Placement.learner_id == learner_id,
            Placement.school_id == actor.school_id,
            Placement.history_id.is_(None),
        )
    )
    kind = db.session.scalar(query)
    if kind is None:
        raise Rejected({"where": [OTHER_PLACE]})
    return Where(Place.SIMULATED if kind == "simulated" else Place.WORKPLACE, where.placement_id)
