"""Drafts: what somebody typed and did not hand in, overwritten in place."""

import json
from dataclasses import dataclass
from datetime import date as LocalDate
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, Rejected
from logbook.core.texts import N_
from logbook.core.upsert import upsert
from logbook.entries.models import Draft, Entry
from logbook.entries.queries import ENTRY
from logbook.extensions import db

from .ops import lock_learner

LARGEST = 64 * 1024
TOO_MUCH = N_("Dit is te veel om te bewaren.")


@dataclass(frozen=True, slots=True)
class SaveDraft:
    """What was typed so far. `date` and the sheet's version let an entry's draft be found again."""

    thing: str
    thing_id: UUID | str
    payload: dict[str, Any]
    date: LocalDate | None = None
    sheet_version_id: UUID | None = None


def save_draft(actor: Actor, command: SaveDraft) -> None:
    """Keep what the actor typed in place of what was kept before. Raises Rejected over 64 kB."""
    if len(json.dumps(command.payload)) > LARGEST:
        raise Rejected({"_schema": [TOO_MUCH]})
    values = {
        "person_id": actor.person_id,
        "thing": command.thing,
        "thing_id": str(command.thing_id),
        "date": command.date,
        "sheet_version_id": command.sheet_version_id,
        "payload": command.payload,
        "saved_at": clock.now(),
    }
    upsert(Draft, values)


def save_entry_draft(actor: Actor, entry_id: UUID, base_rev: int, command: SaveDraft) -> bool:
    """Keep a draft of the actor's entry. Returns False, keeping nothing, when a submit has overtaken it.

    `base_rev` is the revision that the draft was begun on. Raises NotFound for another's entry.
    """
    lock_learner(actor.person_id)  # or a submit at this moment would leave the draft behind
    query = select(Entry.learner_id, Entry.current_rev).where(Entry.id == entry_id)
    stored = db.session.execute(query).first()
    if stored and stored.learner_id != actor.person_id:
        raise NotFound
    if stored and base_rev < stored.current_rev:
        return False
    save_draft(actor, command)
    return True


def discard_draft(actor: Actor, thing: str, thing_id: UUID | str) -> None:
    """Forget what the actor typed for a thing."""
    mine = (Draft.person_id == actor.person_id, Draft.thing == thing, Draft.thing_id == str(thing_id))
    db.session.execute(delete(Draft).where(*mine))


def discard_entry_draft(actor: Actor, entry_id: UUID) -> None:
    """Forget the draft of an entry that was handed in."""
    discard_draft(actor, ENTRY, entry_id)
