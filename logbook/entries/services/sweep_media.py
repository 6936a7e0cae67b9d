"""Photos and spoken notes that were sent and never handed in, or whose entry is gone, do not stay for ever."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Draft, Entry, EntryFields, EntryRevision
from logbook.extensions import db
from logbook.media.models import Media
from logbook.media.services import delete_files, forget_media, sweep_files

from .ops import lock_learner

KEPT_FOR = timedelta(days=30)
"""How long something that nothing names may wait for the entry that it was sent for."""
_SHA = re.compile(r"\b[0-9a-f]{64}\b")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Swept:
    """How many photos and spoken notes no entry and no draft names, and how many files nothing is made of."""

    media: int
    files: int


def sweep_media(progress: Progress, *, delete: bool) -> Swept:
    """Count what was there for KEPT_FOR and is named by nothing, and delete it when asked.

    The school keeps working meanwhile: each learner is locked for a moment. `progress` gets learners done and in all.
    """
    before, media = clock.now() - KEPT_FOR, 0
    with transaction():
        owners = list(db.session.scalars(select(Media.owner_id).where(Media.received_at < before).distinct()))
    for done, owner_id in enumerate(owners, start=1):
        media += _sweep(owner_id, before, delete=delete)
        progress(done, len(owners))
    return Swept(media, sweep_files(before, delete=delete))


def _sweep(owner_id: UUID, before: datetime, *, delete: bool) -> int:
    with transaction():
        lock_learner(owner_id)  # an entry that names it may be on its way in
        old = set(db.session.scalars(select(Media.sha).where(Media.owner_id == owner_id, Media.received_at < before)))
        unnamed = old - set(_named(owner_id))
        names = forget_media(owner_id, unnamed) if delete else []
    delete_files(names)
    return len(unnamed)


def _named(owner_id: UUID) -> Iterator[str]:
    """Yield what the learner's entries name, in every revision, and what the drafts do, in whatever shape."""
    payloads = select(EntryRevision.payload).join(Entry, Entry.id == EntryRevision.entry_id)
    for payload in db.session.scalars(payloads.where(Entry.learner_id == owner_id)):
        yield from EntryFields.from_json(payload).media
    for typed in db.session.scalars(select(Draft.payload).where(Draft.person_id == owner_id)):
        yield from _SHA.findall(json.dumps(typed))
