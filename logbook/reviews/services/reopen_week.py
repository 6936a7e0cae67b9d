"""Taking the approval of a week back."""

from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition
from logbook.core.roles import TEACHING
from logbook.entries.models import Week, WeekState
from logbook.entries.services import lock_learner, week_for_update
from logbook.reviews import policy, queries

from . import week_states
from .commands import NewRemark
from .locking import require
from .remarks import write_remarks


def reopen_week(actor: Actor, placement_id: UUID, week: int, reason: str) -> Week:
    """Open an approved week again; no entry changes. The reason is kept as a note on the week.

    One that is reopened already stays so. Raises NotFound, NotPermitted, InvalidTransition.
    """
    place = queries.place_of(actor, placement_id, week)
    lock_learner(place.learner_id)
    row = week_for_update(actor, place.learner_id, placement_id, week)
    require(place.placement.history_id is None)
    require(policy.may_reopen(place.relation, placement_id, row.approved_role in TEACHING))
    if row.state == WeekState.REOPENED:
        return row
    if row.state != WeekState.APPROVED:
        raise InvalidTransition
    week_states.reopen(actor, row)
    note = NewRemark("note", reason)
    write_remarks(actor, place.learner_id, [note], queries.day_in(week), placement_id=placement_id, week_id=row.id)
    return row
