"""A school with a server that can be away, answer late, die, or come back from an older backup; and what it knows."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.request import urlopen
from uuid import UUID

from flask import Flask, url_for
from sqlalchemy import func, select

from logbook.accounts.services import begin_epoch
from logbook.core import weeks
from logbook.core.events import Event
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Entry, EntryRevision, Week
from logbook.extensions import db
from tests.conftest import FRIDAY
from tests.e2e import school
from tests.e2e.atlas import Atlas
from tests.e2e.offline.moments import DIE, HOLD, LATE
from tests.e2e.offline.waiting import LONGEST, until
from tests.e2e.server import Server

SERVED = "tests.e2e.offline.served:app"


@dataclass(frozen=True)
class Revision:
    """What the school has of an entry: one row for each deed that it took."""

    entry_id: UUID
    op_id: UUID
    payload: dict[str, Any]

    @property
    def photos(self) -> list[str]:
        """The hashes of its photos, as the phone sent them."""
        return sorted(self.payload.get("photos") or {})


class Campus:
    """The school in a folder and its server."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.app: Flask = school.app(data)
        self.atlas = Atlas(self.app)
        self.server = Server(data, SERVED)
        self._before: dict[str, set[UUID]] = {}

    @property
    def address(self) -> str:
        """Where the server answers, or would."""
        return self.server.address

    @contextmanager
    def away(self) -> Iterator[None]:
        """Stop the server for a while: nothing answers at its address."""
        self.server.stop()
        try:
            yield
        finally:
            self.server.start()
            until(self._answers)

    def _answers(self) -> bool:
        with suppress(OSError), urlopen(f"{self.address}/sign-in", timeout=LONGEST) as answer:  # our own
            return bool(answer.status == HTTPStatus.OK)
        return False

    @contextmanager
    def holding_its_answers(self) -> Iterator[None]:
        """Do what phones ask, and keep them waiting for the answer."""
        (self.data / HOLD).touch()
        try:
            yield
        finally:
            (self.data / HOLD).unlink()

    @contextmanager
    def holding_page(self, path: str) -> Iterator[None]:
        """Keep whoever asks for this page waiting."""
        (self.data / LATE).write_text(path, "utf-8")
        try:
            yield
        finally:
            (self.data / LATE).unlink()

    def die_after_the_next_commit(self) -> None:
        """Let the server die right after it took a deed, before it could say so."""
        (self.data / DIE).touch()

    def back_up(self) -> Path:
        """Return a copy of the database as it is now."""
        copy = self.data / "backup.sqlite"
        with closing(sqlite3.connect(self.data / school.FILE)) as now, closing(sqlite3.connect(copy)) as then:
            now.backup(then)
        return copy

    def restore(self, copy: Path) -> None:
        """Put a copy in the place of the database, as after a disaster; a new epoch tells the phones."""
        with self.away():
            with self.app.app_context():
                db.engine.dispose()
            for left in self.data.glob(f"{school.FILE}-*"):
                left.unlink()
            shutil.copy(copy, self.data / school.FILE)
            with self.app.app_context(), transaction():
                begin_epoch()

    def from_now_on(self, handle: str) -> None:
        """Leave what a learner handed in so far to the tests before this one."""
        self._before[handle] = set()
        self._before[handle] = {each.entry_id for each in self.revisions(handle)}

    def revisions(self, handle: str) -> list[Revision]:
        """Return what the school has of a learner's new entries of this Friday, oldest first."""
        known = self._before.get(handle, set())
        with self.atlas.reading(handle) as around:
            query = (
                select(EntryRevision)
                .join(Entry, Entry.id == EntryRevision.entry_id)
                .where(Entry.learner_id == around.actor.person_id, Entry.date == FRIDAY.date())
                .order_by(EntryRevision.received_at, EntryRevision.rev)
            )
            rows = [row for row in db.session.scalars(query) if row.entry_id not in known]
            return [Revision(row.entry_id, row.op_id, row.payload) for row in rows]

    def taken(self, handle: str) -> list[str]:
        """Return the deeds that an entry of this Friday has of a learner, one for each time that it was written."""
        return [str(each.op_id) for each in self.revisions(handle)]

    @contextmanager
    def reading(self, handle: str) -> Iterator[UUID]:
        """Let the block do something at the school, on its Friday; yield who this is."""
        with self.atlas.reading(handle) as around:
            yield around.actor.person_id

    def key_of(self, handle: str) -> str:
        """Return whose store it is on a phone: the person in this role."""
        with self.atlas.reading(handle) as around:
            return str(around.actor.membership_id)

    def week_that_waits(self, learner: str) -> tuple[str, str]:
        """Return a learner's mentor and where they look at this week, after the learner handed something in."""
        mentor, week = self.atlas.mentor_of(learner), weeks.iso_week(weeks.week_number(FRIDAY.date()))
        with self.atlas.reading(learner) as around:
            return mentor, url_for("reviews.week", placement_id=around.own_placement, iso_week=week)

    def approvals(self, week: str) -> int:
        """Return how often the week at this address was approved: one event for each time."""
        _, _, placement, _, iso_week = week.split("/")
        with self.atlas.reading("mentor1"):
            at = (Week.placement_id == UUID(placement), Week.week == weeks.parse_iso_week(iso_week))
            found = db.session.scalar(select(Week.id).where(*at))
            approved = (Event.thing_id == str(found), Event.deed == "approve_week")
            return db.session.scalar(select(func.count()).select_from(Event).where(*approved)) or 0
