"""Sending an entry back, and taking an approval back."""

from uuid import UUID

from logbook.core.actor import Actor
from logbook.entries.models import Entry, EntryState
from logbook.reviews import policy

from . import entry_states
from .locking import locked_page, require, require_revision


def return_entry(actor: Actor, entry_id: UUID, rev: int, reason: str) -> Entry:
    """Send a submitted entry back for `reason`; one that is back already stays so.

    Raises NotFound, NotPermitted, Stale when it is not at revision `rev`, InvalidTransition.
    """
    page = locked_page(actor, entry_id)
    require(policy.may_decide(page.relation, page.entry.placement_id, page.late))
    if page.entry.state != EntryState.RETURNED:
        require_revision(page, rev)
        entry_states.send_back(actor, page.entry, reason)
    return page.entry


def reopen_entry(actor: Actor, entry_id: UUID, reason: str) -> Entry:
    """Take the approval of an entry back for `reason`, so that its learner can change it; its week stays as it is.

    Raises NotFound, NotPermitted, InvalidTransition.
    """
    page = locked_page(actor, entry_id)
    by_school = page.entry.approved_by == actor.person_id
    require(policy.may_reopen(page.relation, page.entry.placement_id, by_school))
    if page.entry.state != EntryState.REOPENED:
        entry_states.reopen(actor, page.entry, reason)
    return page.entry
