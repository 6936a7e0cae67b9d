"""Making a revision the one that counts: the entry's own columns, its round and the learner's ratings."""

from uuid import UUID

from sqlalchemy import select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import Gone, InvalidTransition, NotFound
from logbook.core.roles import Rater
from logbook.core.weeks import week_number
from logbook.entries.models import Entry, EntryFields, EntryRevision, ErasedEntry, Round
from logbook.entries.queries import owns
from logbook.extensions import db

from .ratings import assess


def locked_entry(entry_id: UUID) -> Entry | None:
    """Return the entry as it is now, its row locked where the database can. The caller has locked the learner."""
    return db.session.get(Entry, entry_id, with_for_update=True)


def own_locked_entry(actor: Actor, entry_id: UUID) -> Entry | None:
    """Return the acting learner's entry, locked; None for one that is not there yet.

    Raises NotFound for another's, Gone for one that was erased (no phone brings it back), and InvalidTransition for one
    that came in with the logbook of an earlier school.
    """
    entry = locked_entry(entry_id)
    if entry is not None and not owns(actor, entry):
        raise NotFound
    if entry is None:
        refuse_erased(actor, entry_id)
    elif entry.history_id is not None:
        raise InvalidTransition
    return entry


def refuse_erased(actor: Actor, entry_id: UUID) -> None:
    """Raise Gone for the acting learner's entry that was erased, NotFound for another's; nothing for any other."""
    erased = db.session.get(ErasedEntry, entry_id, populate_existing=True)
    if erased:
        raise Gone if erased.learner_id == actor.person_id else NotFound


def put_words(entry: Entry, rev: int, fields: EntryFields, sheet_version_id: UUID) -> set[int]:
    """Make `rev`, which says `fields`, the entry's current revision; return the weeks whose sums change."""
    weeks = {entry.week} if entry.week is not None else set()
    if entry.date != fields.date:
        entry.date, entry.late = fields.date, clock.today() > fields.date
    entry.week = week_number(fields.date)
    entry.placement_id, entry.sheet_version_id = fields.placement_id, sheet_version_id
    entry.current_rev, entry.minutes, entry.submitted_at = rev, fields.minutes, clock.now()
    return weeks | {entry.week}


def project(entry: Entry, fields: EntryFields, before: EntryFields | None) -> None:
    """Make the entry's round and the learner's ratings of it say what the current revision says.

    `before` is what was current until now, None for a first revision. A stage that the mentor corrected stays as long
    as the learner's own choice does.
    """
    rated = before and db.session.scalar(select(Round).where(Round.entry_id == entry.id))
    if not rated:
        rated = Round(school_id=entry.school_id, learner_id=entry.learner_id, entry_id=entry.id, stage=fields.stage)
        db.session.add(rated)
    elif before and before.stage != fields.stage:
        rated.stage = fields.stage
    rated.sheet_version_id, rated.placement_id, rated.date = entry.sheet_version_id, entry.placement_id, entry.date
    db.session.flush()
    assess(
        entry.learner_id, rated.id, Rater.LEARNER, fields.ratings, on_rev=entry.current_rev, again=before is not None
    )


def words_of(entry_id: UUID, rev: int) -> EntryFields:
    """Return what a stored revision says."""
    return EntryFields.from_json(db.session.get_one(EntryRevision, (entry_id, rev)).payload)
