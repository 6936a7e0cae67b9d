"""Somebody decides that a kept revision counts after all."""

from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, NotFound, NotPermitted
from logbook.core.events import append_event
from logbook.entries.models import Entry, EntryFields, EntryRevision, EntryState, Verdict
from logbook.entries.policy import may_read_entry, may_take_up
from logbook.extensions import db
from logbook.sheets.queries import version
from logbook.training.queries import require_relation

from .filing import locked_entry, project, put_words, words_of
from .ops import lock_learner
from .summaries import summarise
from .worked import work_with


def take_up_revision(actor: Actor, entry_id: UUID, rev: int) -> Entry:
    """Make a kept revision the current one; the entry waits for the mentor again. Current already: nothing happens.

    The learner picks between two of the own, the mentor (at school the teacher) takes up what came after the approval,
    the school releases what was held. Raises NotFound, NotPermitted, and InvalidTransition for a revision that does not
    wait for a choice, or that is not a late addition when the entry is approved by now.
    """
    entry = db.session.get(Entry, entry_id)
    if entry is None or entry.school_id != actor.school_id:
        raise NotFound
    lock_learner(entry.learner_id)
    entry, kept = locked_entry(entry_id), db.session.get(EntryRevision, (entry_id, rev))
    if entry is None or kept is None:
        raise NotFound
    fields, verdict = EntryFields.from_json(kept.payload), Verdict(kept.verdict)
    _check_right(actor, entry, fields, verdict)
    if rev == entry.current_rev and entry.state != EntryState.HELD:
        return entry
    if not _waits(entry, rev, verdict):
        raise InvalidTransition
    _take_up(actor, entry, rev, fields)
    return entry


def _check_right(actor: Actor, entry: Entry, fields: EntryFields, verdict: Verdict) -> None:
    relation = require_relation(actor, entry.learner_id)
    if not may_read_entry(relation, entry, fields.sheet):
        raise NotFound
    if not may_take_up(relation, entry, verdict):
        raise NotPermitted


def _waits(entry: Entry, rev: int, verdict: Verdict) -> bool:
    if entry.state == EntryState.APPROVED and verdict is not Verdict.LATE_ADDITION:
        return False
    return verdict is not Verdict.APPLIED and rev >= entry.current_rev


def _take_up(actor: Actor, entry: Entry, rev: int, fields: EntryFields) -> None:
    old, before = entry.state, words_of(entry.id, entry.current_rev)
    weeks = put_words(entry, rev, fields, entry.sheet_version_id)
    entry.state = EntryState.SUBMITTED.value
    db.session.flush()
    project(entry, fields, before)
    work_with(actor, entry.learner_id, version(actor, entry.sheet_version_id))
    append_event(actor, "take_up", "entry", entry.id, learner_id=entry.learner_id, old=old, new=entry.state, rev=rev)
    summarise(entry.learner_id, weeks)
