"""Planning a visit, moving and cancelling it; how often a school visits."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, NotPermitted, OpReused, Rejected, Stale
from logbook.core.events import append_event
from logbook.core.roles import Role
from logbook.core.texts import N_
from logbook.core.upsert import upsert
from logbook.entries.services import lock_learner
from logbook.extensions import db
from logbook.training.models import Placement
from logbook.training.queries import placement_line, require_relation
from logbook.visits import policy, queries
from logbook.visits.models import Visit, VisitRule, VisitState

from .commands import MoveVisit, PlanVisit

NOT_PAST = N_("Kies een dag die nog komt.")
NOT_THEN = N_("Op die dag loopt deze plaatsing niet.")
ENDED = N_("Deze plaatsing is voorbij. Een bezoek plannen kan niet meer.")


def plan_visit(actor: Actor, command: PlanVisit) -> Visit:
    """Plan a visit that the actor will hold. The same form twice is one visit.

    Raises NotFound, NotPermitted, Rejected, OpReused.
    """
    placement = placement_line(actor, command.placement_id).placement
    if not policy.may_visit(require_relation(actor, placement.learner_id)):
        raise NotPermitted
    lock_learner(placement.learner_id)
    known = db.session.get(Visit, command.visit_id)
    if known is not None:
        if known.placement_id != command.placement_id:
            raise OpReused
        return known
    _require_day(placement, command.day)
    visit = Visit(
        id=command.visit_id,
        school_id=actor.school_id,
        learner_id=placement.learner_id,
        placement_id=placement.id,
        visitor_id=actor.person_id,
        kind=command.kind,
        date=command.day,
        time=command.time,
        state=VisitState.PLANNED.value,
        planned_by=actor.person_id,
        planned_at=clock.now(),
    )
    db.session.add(visit)
    db.session.flush()
    append_event(actor, "plan_visit", "visit", visit.id, learner_id=visit.learner_id, new=visit.state)
    return visit


def move_visit(actor: Actor, command: MoveVisit) -> Visit:
    """Put a planned visit on another day or hour, or make it another kind; what already holds is success.

    Raises NotFound, NotPermitted, Stale, InvalidTransition, Rejected.
    """
    visit = locked_visit(actor, command.visit_id)
    if not policy.may_move(require_relation(actor, visit.learner_id)):
        raise NotPermitted
    if visit.state != VisitState.PLANNED:
        raise InvalidTransition
    wished = (command.kind, command.day, command.time)
    if wished == (visit.kind, visit.date, visit.time):
        return visit
    if visit.version != command.version:
        raise Stale
    _require_day(db.session.get_one(Placement, visit.placement_id), command.day)
    visit.kind, visit.date, visit.time = wished
    visit.version += 1
    append_event(actor, "move_visit", "visit", visit.id, learner_id=visit.learner_id, rev=visit.version)
    return visit


def cancel_visit(actor: Actor, visit_id: UUID, reason: str) -> Visit:
    """Cancel a planned visit for a reason; one that is cancelled already stays so.

    Raises NotFound, NotPermitted, and InvalidTransition for one that was held.
    """
    visit = locked_visit(actor, visit_id)
    if not policy.may_move(require_relation(actor, visit.learner_id)):
        raise NotPermitted
    if visit.state == VisitState.CANCELLED:
        return visit
    if visit.state == VisitState.HELD:
        raise InvalidTransition
    old, visit.state, visit.reason = visit.state, VisitState.CANCELLED.value, reason
    visit.version += 1
    append_event(actor, "cancel_visit", "visit", visit.id, learner_id=visit.learner_id, old=old, new=visit.state)
    return visit


def keep_rhythm(actor: Actor, rhythm: policy.Rhythm) -> None:
    """Set how often the coordinator's school visits. Raises NotPermitted."""
    if actor.role is not Role.COORDINATOR:
        raise NotPermitted
    if queries.rhythm_of(actor) == rhythm:
        return
    values = {"first_weeks": rhythm.first_weeks, "every_weeks": rhythm.every_weeks}
    by = {"changed_by": actor.person_id, "changed_at": clock.now()}
    upsert(VisitRule, {"school_id": actor.school_id} | values | by)
    new = f"{rhythm.first_weeks} {rhythm.every_weeks}"
    append_event(actor, "keep_visit_rhythm", "visit_rule", actor.school_id, new=new)


def locked_visit(actor: Actor, visit_id: UUID) -> Visit:
    """Return a visit that the actor may know of, as it is now, locked with its learner. Raises NotFound."""
    page = queries.visit_page(actor, visit_id)
    lock_learner(page.visit.learner_id)
    query = select(Visit).where(Visit.id == visit_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def _require_day(placement: Placement, day: date) -> None:
    """Refuse a day that has passed, or on which nobody can be visited for this placement."""
    last = placement.until_date
    over = last is not None and clock.today() > last and not policy.runs_on(placement.from_date, last, clock.today())
    if over or placement.history_id is not None:
        raise Rejected({"day": [ENDED]})
    if day < clock.today():
        raise Rejected({"day": [NOT_PAST]})
    if not policy.runs_on(placement.from_date, last, day):
        raise Rejected({"day": [NOT_THEN]})
