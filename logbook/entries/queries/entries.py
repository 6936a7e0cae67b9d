"""Entries with their current words."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select

from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import Role
from logbook.entries.models import (
    EDITABLE,
    Draft,
    Entry,
    EntryFields,
    EntryRevision,
    EntryView,
    KeptRevision,
    Op,
    Receipt,
    Verdict,
    receipt_code,
)
from logbook.entries.policy import may_read_entry
from logbook.extensions import db
from logbook.sheets.models import SheetVersion
from logbook.training.queries import require_relation

from .drafts import ENTRY

Payload = dict[str, Any]
Found = Row[Entry, Payload, datetime, UUID, str]


def entry_for(actor: Actor, entry_id: UUID) -> EntryView:
    """Return the entry, as one that the actor may read. Raises NotFound."""
    row = db.session.execute(_entries(actor).where(Entry.id == entry_id)).first()
    if row is None:
        raise NotFound
    view = _view(row)
    if not may_read_entry(require_relation(actor, view.entry.learner_id), view.entry, view.sheet_id):
        raise NotFound
    return view


def own_entry(actor: Actor, entry_id: UUID) -> EntryView | None:
    """Return the actor's own entry, or None when there is none of this id yet. Raises NotFound when it is another's."""
    row = db.session.execute(_current().where(Entry.id == entry_id)).first()
    if row is None and actor.role is Role.LEARNER:
        return None
    if row is None or not owns(actor, row[0]):
        raise NotFound
    return _view(row)


def owns(actor: Actor, entry: Entry) -> bool:
    """Return whether the entry is the acting learner's own, at the school acted in."""
    mine = entry.learner_id == actor.person_id and entry.school_id == actor.school_id
    return mine and actor.role is Role.LEARNER


def entries_of(
    actor: Actor, learner_ids: Collection[UUID], first: date, last: date, placement_id: UUID | None = None
) -> list[EntryView]:
    """Return the entries of learners in reach from `first` to `last`, by date, in every state, in one query.

    The caller leaves out what the relation does not reach (`policy.may_read_entry`).
    """
    query = _entries(actor).where(Entry.learner_id.in_(learner_ids), Entry.date.between(first, last))
    if placement_id is not None:
        query = query.where(Entry.placement_id == placement_id)
    return [_view(row) for row in db.session.execute(query.order_by(Entry.date, Entry.id))]


def own_entries(actor: Actor, entry_ids: Collection[UUID]) -> list[EntryView]:
    """Return those of these entries that are the acting learner's own, by date, in one query."""
    mine = (Entry.id.in_(entry_ids), Entry.learner_id == actor.person_id)
    return [_view(row) for row in db.session.execute(_entries(actor).where(*mine).order_by(Entry.date, Entry.id))]


def last_entry(actor: Actor, sheet_id: str) -> EntryView | None:
    """Return the actor's newest entry on a sheet: its head is the start of the next one."""
    query = _entries(actor).join(SheetVersion, SheetVersion.id == Entry.sheet_version_id)
    query = query.where(Entry.learner_id == actor.person_id, SheetVersion.sheet_id == sheet_id)
    row = db.session.execute(query.order_by(Entry.date.desc(), Entry.id.desc()).limit(1)).first()
    return _view(row) if row else None


def resume_id(actor: Actor, sheet_id: str, day: date) -> UUID | None:
    """Return the entry that the actor began on this sheet and day: the newest draft, else the newest open entry."""
    versions = select(SheetVersion.id).where(SheetVersion.sheet_id == sheet_id)
    drafted = select(Draft.thing_id).where(
        Draft.person_id == actor.person_id,
        Draft.thing == ENTRY,
        Draft.date == day,
        Draft.sheet_version_id.in_(versions),
    )
    found = db.session.scalar(drafted.order_by(Draft.saved_at.desc()).limit(1))
    if found:
        return UUID(found)
    entered = select(Entry.id).where(
        Entry.learner_id == actor.person_id,
        Entry.school_id == actor.school_id,
        Entry.date == day,
        Entry.state.in_(EDITABLE),
        Entry.sheet_version_id.in_(versions),
    )
    return db.session.scalar(entered.order_by(Entry.id.desc()).limit(1))


def kept_revisions(actor: Actor, entry_ids: Collection[UUID]) -> list[KeptRevision]:
    """Return the revisions of entries in reach that wait for somebody's choice, the oldest first."""
    query = (
        select(EntryRevision)
        .join(Entry, Entry.id == EntryRevision.entry_id)
        .where(
            Entry.school_id == actor.school_id,
            Entry.id.in_(entry_ids),
            EntryRevision.verdict != Verdict.APPLIED,
            EntryRevision.rev > Entry.current_rev,
        )
        .order_by(EntryRevision.received_at, EntryRevision.rev)
    )
    return [
        KeptRevision(each.entry_id, each.rev, Verdict(each.verdict), _fields(each.payload), each.received_at)
        for each in db.session.scalars(query)
    ]


def filed_revisions(actor: Actor, entry_id: UUID) -> list[Receipt]:
    """Return the receipt of every revision of an entry in reach, the first one first."""
    query = (
        select(Op)
        .join(EntryRevision, EntryRevision.op_id == Op.id)
        .join(Entry, Entry.id == EntryRevision.entry_id)
        .where(Entry.school_id == actor.school_id, Entry.id == entry_id)
        .order_by(EntryRevision.rev)
    )
    return [Receipt.of(op) for op in db.session.scalars(query)]


def receipts_of(actor: Actor, op_ids: Collection[UUID]) -> dict[UUID, Receipt]:
    """Return the receipts of those of these deeds that the actor's person did, by id."""
    query = select(Op).where(Op.id.in_(op_ids), Op.person_id == actor.person_id)
    return {op.id: Receipt.of(op) for op in db.session.scalars(query)}


def revision(actor: Actor, entry_id: UUID, rev: int) -> EntryFields:
    """Return what one revision of an entry in reach says. Raises NotFound."""
    query = select(EntryRevision.payload).join(Entry, Entry.id == EntryRevision.entry_id)
    payload = db.session.scalar(
        query.where(Entry.school_id == actor.school_id, Entry.id == entry_id, EntryRevision.rev == rev)
    )
    if payload is None:
        raise NotFound
    return _fields(payload)


def _entries(actor: Actor) -> "Select[Entry, Payload, datetime, UUID, str]":
    return _current().where(Entry.school_id == actor.school_id)


def _current() -> "Select[Entry, Payload, datetime, UUID, str]":
    """Select entries with the words of their current revision and the deed that brought them."""
    is_current = (EntryRevision.entry_id == Entry.id) & (EntryRevision.rev == Entry.current_rev)
    return (
        select(Entry, EntryRevision.payload, EntryRevision.received_at, Op.id, Op.sha)
        .join(EntryRevision, is_current)
        .join(Op, Op.id == EntryRevision.op_id)
    )


def _view(row: "Found") -> EntryView:
    entry, payload, received_at, op_id, sha = row
    return EntryView(entry, _fields(payload), payload["sheet"], receipt_code(op_id, sha), received_at)


def _fields(payload: Payload) -> EntryFields:
    return EntryFields.from_json(payload)
