"""What the database and the folder of files hold, read once for the checker."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from logbook.core.events import Event
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Entry, EntryRevision, Op
from logbook.entries.services import check
from logbook.extensions import db
from logbook.media.models import Media
from logbook.media.services import storage
from tests.faults.outbox import sha256

WORDS = "went_well"
"""The prompt under which an entry carries the mark of its intention."""


@dataclass(frozen=True)
class Records:
    """Everything the school has."""

    ops: dict[UUID, Op]
    entries: dict[UUID, Entry]
    revisions: list[EntryRevision]
    events: list[Event]
    media: dict[tuple[UUID, str], Media]
    lost_files: set[str]
    wrong_sums: list[Any]

    def of_op(self, op_id: UUID) -> list[EntryRevision]:
        """Return the revisions that an op made."""
        return [each for each in self.revisions if each.op_id == op_id]

    @property
    def by_entry(self) -> dict[UUID, dict[int, EntryRevision]]:
        """The revisions of each entry by number."""
        found: dict[UUID, dict[int, EntryRevision]] = defaultdict(dict)
        for each in self.revisions:
            found[each.entry_id][each.rev] = each
        return found


def words_of(revision: EntryRevision) -> str:
    """Return the mark of the intention that a revision came from."""
    return str(revision.payload["note"].get(WORDS, ""))


def media_of(revision: EntryRevision) -> set[str]:
    """Return the photos and spoken notes that a revision names."""
    return {*revision.payload.get("photos", {}), *revision.payload.get("spoken", [])}


def content_of(payload: Any) -> str:
    """Return the hash of a revision's content."""
    return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()


def read(app: Flask) -> Records:
    """Read everything."""
    with app.app_context():
        with transaction():
            media = list(_all(Media))
            records = Records(
                ops={each.id: each for each in _all(Op)},
                entries={each.id: each for each in _all(Entry)},
                revisions=list(_all(EntryRevision)),
                events=list(_all(Event)),
                media={(each.owner_id, each.sha): each for each in media},
                lost_files={each.sha for each in media if not all(map(_is_whole, _files(each)))},
                wrong_sums=[],
            )
            db.session.expunge_all()
        records.wrong_sums.extend(check())
    return records


def _all(model: Any) -> Iterable[Any]:
    return db.session.scalars(select(model)).all()


def _files(media: Media) -> list[str]:
    return [name for name in (media.stored_sha, media.small_sha) if name]


def _is_whole(name: str) -> bool:
    try:
        return sha256(storage().read(name)) == name
    except FileNotFoundError:
        return False
