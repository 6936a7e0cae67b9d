"""One change of a plan: cards that end, cards that begin, and the new version of the plan with its event."""

from sqlalchemy import func, select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import Rejected
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.core.weeks import monday, week_days
from logbook.extensions import db
from logbook.plans.models import Place, PlanAgreement, PlanItem, PlanState, TrainingPlan
from logbook.plans.queries.rows import MOST_ITEMS, items_of

from .checks import TOO_MANY
from .commands import Weeks, Where


class Change:
    """A change to a plan that is held. What somebody agreed with is closed and kept, the rest is overwritten."""

    def __init__(self, actor: Actor, plan: TrainingPlan) -> None:
        self.actor, self.plan, self.rows = actor, plan, items_of([plan.id])
        agreed = select(func.max(PlanAgreement.version)).where(PlanAgreement.plan_id == plan.id)
        self._agreed, self._next, self._done = db.session.scalar(agreed) or 0, plan.version + 1, False

    def end(self, row: PlanItem) -> None:
        """Take a card out of the plan."""
        self.rows.remove(row)
        if row.since <= self._agreed:
            row.until = self._next
        else:
            db.session.delete(row)
        self._done = True

    def begin(self, sheet_id: str, where: Where, weeks: Weeks | None, note: str | None) -> None:
        """Put a card in the plan. Raises Rejected when there is no room."""
        if len(self.rows) >= MOST_ITEMS:
            raise Rejected({"sheets": [TOO_MANY]})
        row = PlanItem(
            id=new_id(),
            school_id=self.plan.school_id,
            plan_id=self.plan.id,
            learner_id=self.plan.learner_id,
            sheet_id=sheet_id,
            position=len(self.rows),
            since=self._next,
            **shape(where, weeks, note),
        )
        db.session.add(row)
        self.rows.append(row)
        self._done = True

    def move(self, row: PlanItem, where: Where, weeks: Weeks | None, note: str | None) -> None:
        """Put a card elsewhere or in other weeks; the same place and weeks are no change."""
        if says(row, where, weeks, note):
            return
        if row.since <= self._agreed:
            sheet_id = row.sheet_id
            self.end(row)
            self.begin(sheet_id, where, weeks, note)
            return
        for name, value in shape(where, weeks, note).items():
            setattr(row, name, value)
        row.since, self._done = self._next, True

    def finish(self, deed: str = "change_plan") -> TrainingPlan:
        """Give the plan its new version and write the event; when nothing changed the plan stays as it is."""
        plan = self.plan
        if not self._done:
            return plan
        old, plan.state = plan.state, PlanState.DRAFT.value
        plan.version, plan.changed_at = self._next, clock.now()
        append_event(
            self.actor, deed, "plan", plan.id, learner_id=plan.learner_id, old=old, new=plan.state, rev=plan.version
        )
        db.session.flush()
        return plan


def shape(where: Where, weeks: Weeks | None, note: str | None) -> dict[str, object]:
    """Return the columns of a card; an open one has no weeks."""
    dated = weeks if where.place is not Place.OPEN else None
    return {
        "place": where.place.value,
        "placement_id": where.placement_id,
        "from_date": monday(dated.first) if dated else None,
        "until_date": week_days(dated.last)[-1] if dated else None,
        "note": note,
    }


def says(row: PlanItem, where: Where, weeks: Weeks | None, note: str | None) -> bool:
    """Whether a card says just this."""
    return all(getattr(row, name) == value for name, value in shape(where, weeks, note).items())


def same_spot(row: PlanItem, where: Where, weeks: Weeks | None) -> bool:
    """Whether a card is at this place in these weeks, whatever its note."""
    return says(row, where, weeks, row.note)
