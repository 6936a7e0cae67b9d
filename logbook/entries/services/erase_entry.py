"""An entry is erased under the privacy rules: its words and ratings go, and no phone can bring it back."""

from uuid import UUID

from sqlalchemy import ColumnElement, delete, select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted
from logbook.core.events import append_event
from logbook.core.roles import Role
from logbook.entries.models import Assessment, Draft, Entry, EntryFields, EntryRevision, ErasedEntry, Op, Round
from logbook.entries.queries import ENTRY
from logbook.extensions import db

from .filing import locked_entry
from .ops import lock_learner
from .rejected import forget_rejected
from .summaries import summarise


def erase_entry(actor: Actor, entry_id: UUID, ground: str) -> list[str]:
    """Erase an entry of the coordinator's school for `ground`; return its photos and spoken notes that are free now.

    Its deeds keep their receipts, which hold no words. One that is erased already stays so. Raises NotPermitted and
    NotFound.
    """
    if actor.role is not Role.COORDINATOR:
        raise NotPermitted
    return erase_entry_of(actor.school_id, entry_id, ground, actor)


def erase_entry_of(school_id: UUID, entry_id: UUID, ground: str, actor: Actor | None = None) -> list[str]:
    """Erase an entry of a school as `erase_entry` does; for the daily job, which nobody does (`actor` None)."""
    entry = _locked(school_id, entry_id)
    if entry is None:
        return []
    learner_id, week, named = entry.learner_id, entry.week, _media(Entry.id == entry_id)
    _leave_tombstone(entry, ground)
    append_event(actor, "erase_entry", "entry", entry_id, learner_id=learner_id, old=entry.state, new="erased")
    _delete(entry_id)
    forget_rejected(learner_id, entry_id)
    summarise(learner_id, [week])
    still_named = _media(Entry.learner_id == learner_id) if named else set()
    return sorted(named - still_named)


def _locked(school_id: UUID, entry_id: UUID) -> Entry | None:
    """Return the entry with its learner locked, or None when it is erased already. Raises NotFound."""
    known = select(Entry.learner_id).where(Entry.id == entry_id, Entry.school_id == school_id)
    learner_id = db.session.scalar(known)
    if learner_id:
        lock_learner(learner_id)
    entry = locked_entry(entry_id) if learner_id else None
    if entry is None and not db.session.get(ErasedEntry, entry_id):
        raise NotFound
    return entry


def _media(of: ColumnElement[bool]) -> set[str]:
    """Return the photos and spoken notes that revisions of these entries name."""
    query = select(EntryRevision.payload).join(Entry, Entry.id == EntryRevision.entry_id).where(of)
    return {sha for payload in db.session.scalars(query) for sha in EntryFields.from_json(payload).media}


def _leave_tombstone(entry: Entry, ground: str) -> None:
    current = (EntryRevision.entry_id == entry.id) & (EntryRevision.rev == entry.current_rev)
    sha = db.session.scalar(select(Op.sha).join(EntryRevision, EntryRevision.op_id == Op.id).where(current))
    stone = ErasedEntry(entry_id=entry.id, learner_id=entry.learner_id, sha=sha, ground=ground, erased_at=clock.now())
    db.session.add(stone)
    db.session.flush()


def _delete(entry_id: UUID) -> None:
    rounds = select(Round.id).where(Round.entry_id == entry_id)
    for gone in (
        delete(Assessment).where(Assessment.round_id.in_(rounds)),
        delete(Round).where(Round.entry_id == entry_id),
        delete(EntryRevision).where(EntryRevision.entry_id == entry_id),
        delete(Draft).where(Draft.thing == ENTRY, Draft.thing_id == str(entry_id)),
        delete(Entry).where(Entry.id == entry_id),
    ):
        db.session.execute(gone)
