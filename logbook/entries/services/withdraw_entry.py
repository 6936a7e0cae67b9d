"""The learner takes a day back to work on it: it leaves the mentor's list and every sum; its revisions stay."""

from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, NotFound, NotPermitted
from logbook.core.events import append_event
from logbook.entries.models import Entry, EntryState
from logbook.entries.policy import may_write

from .filing import own_locked_entry
from .ops import lock_learner
from .summaries import summarise


def withdraw_entry(actor: Actor, entry_id: UUID) -> Entry:
    """Make the actor's submitted entry a draft again; one that is a draft already stays as it is.

    Raises NotPermitted, NotFound, Gone, and InvalidTransition when the mentor has it in hand or approved it.
    """
    if not may_write(actor):
        raise NotPermitted
    lock_learner(actor.person_id)
    entry = own_locked_entry(actor, entry_id)
    if entry is None:
        raise NotFound
    if entry.state == EntryState.DRAFT:
        return entry
    if entry.state != EntryState.SUBMITTED:
        raise InvalidTransition
    old, entry.state = entry.state, EntryState.DRAFT.value
    append_event(
        actor,
        "withdraw",
        "entry",
        entry.id,
        learner_id=actor.person_id,
        old=old,
        new=entry.state,
        rev=entry.current_rev,
    )
    summarise(actor.person_id, [entry.week])
    return entry
