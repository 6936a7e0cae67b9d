"""The only functions that change a week's state, each with its event; and the note of its first opening."""

from uuid import UUID

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.events import append_event
from logbook.entries.models import Week, WeekState
from logbook.entries.services import lock_learner, week_for_update


def approve(actor: Actor, week: Week, *, for_mentor: bool = False) -> None:
    """Approve a week and keep how many seconds lie between its first opening and now."""
    moment = clock.now()
    week.seconds = int((moment - week.opened_at).total_seconds()) if week.opened_at else None
    week.approved_by, week.approved_role, week.approved_at = actor.person_id, actor.role.value, moment
    _change(actor, week, "approve_week_for_mentor" if for_mentor else "approve_week", WeekState.APPROVED)


def reopen(actor: Actor, week: Week) -> None:
    """Open an approved week again; its entries keep their states."""
    week.opened_at = None
    _change(actor, week, "reopen_week", WeekState.REOPENED)


def _change(actor: Actor, week: Week, deed: str, new: WeekState) -> None:
    old, week.state = week.state, new.value
    week.version += 1
    append_event(actor, deed, "week", week.id, learner_id=week.learner_id, old=old, new=new.value, rev=week.version)


def note_opening(actor: Actor, learner_id: UUID, placement_id: UUID, week: int) -> None:
    """Note when a reviewer first opened a week that is not approved; no event, since nothing changes for anybody."""
    lock_learner(learner_id)
    row = week_for_update(actor, learner_id, placement_id, week)
    if row.opened_at is None and row.state != WeekState.APPROVED:
        row.opened_at = clock.now()
