"""The only functions that change an entry's state in a review, each with its event."""

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition
from logbook.core.events import append_event
from logbook.entries.models import Entry, EntryState


def approve(actor: Actor, entry: Entry, *, for_mentor: bool = False) -> None:
    """Approve the current revision of a submitted entry. `for_mentor`: by a teacher, because the mentor is late."""
    _require(entry, EntryState.SUBMITTED)
    entry.approved_rev, entry.approved_by, entry.approved_at = entry.current_rev, actor.person_id, clock.now()
    entry.return_reason = None
    _change(actor, entry, "approve_entry_for_mentor" if for_mentor else "approve_entry", EntryState.APPROVED)


def send_back(actor: Actor, entry: Entry, reason: str) -> None:
    """Return a submitted entry to its learner; `reason` says what to look at."""
    _require(entry, EntryState.SUBMITTED)
    entry.return_reason = reason
    _change(actor, entry, "return_entry", EntryState.RETURNED)


def reopen(actor: Actor, entry: Entry, reason: str) -> None:
    """Take an approval back; the revision that was approved stays readable."""
    _require(entry, EntryState.APPROVED)
    entry.return_reason = reason
    _change(actor, entry, "reopen_entry", EntryState.REOPENED)


def _require(entry: Entry, state: EntryState) -> None:
    if entry.state != state:
        raise InvalidTransition


def _change(actor: Actor, entry: Entry, deed: str, new: EntryState) -> None:
    old, entry.state = entry.state, new.value
    append_event(
        actor, deed, "entry", entry.id, learner_id=entry.learner_id, old=old, new=new.value, rev=entry.current_rev
    )
