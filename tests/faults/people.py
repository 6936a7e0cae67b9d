"""What the people of the campaign do on their phones: write, change, take back, rate their week; review a week."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from logbook.core.ids import new_id
from logbook.core.weeks import iso_week, week_number
from logbook.entries.models import Entry, EntryRevision, EntryState, Week
from logbook.extensions import db
from tests.entries.work import RATINGS
from tests.factories import WELDING
from tests.faults import pictures
from tests.faults.outbox import Deed, sha256
from tests.faults.phone import Phone
from tests.faults.reading import reading
from tests.faults.records import WORDS, content_of
from tests.faults.school import Learner

SHEET = {"sheet": WELDING, "sheet_version": 1, "stage": "coaching"}
NEWEST = 20
TEXT = "Vandaag heb ik geleerd hoe je de hoek van de toorts kiest." * 25
LONG_AGO = "2020-01-01"


class Writer:
    """A learner on one phone."""

    def __init__(self, learner: Learner, phone: Phone, dice: Random) -> None:
        self.learner, self.phone, self.dice = learner, phone, dice
        self._own: set[UUID] = set()
        self._noted: dict[UUID, int] = {}

    def write(self, photos: int = 0, *, wrong: bool = False, **more: Any) -> UUID:
        """Hand in a new day and return the entry's id."""
        entry_id = new_id()
        self.put(entry_id, 0, photos, wrong=wrong, **more | ({"day": LONG_AGO} if wrong else {}))
        if not wrong:
            self.learner.entries.append(entry_id)
            self._own.add(entry_id)
        return entry_id

    @property
    def entries(self) -> list[UUID]:
        """The newest entries that this phone can know of: its own, and what another phone brought to school."""
        known = self._own | self.phone.history.arrived
        return [each for each in self.learner.entries[-NEWEST:] if each in known]

    def put(
        self,
        entry_id: UUID,
        base_rev: int,
        photos: int = 0,
        *,
        spoken: bool = False,
        day: str = "",
        left: bool = False,
        wrong: bool = False,
    ) -> UUID:
        """Hand in an entry's words, for the first time or again. `left`: at the placement that ended before."""
        words, place = new_id().hex, self.learner.left_id if left else self.learner.placement_id
        media = [pictures.photo(self.dice) for _ in range(photos)] + [pictures.spoken(self.dice)] * spoken
        deed = Deed(
            thing=f"entry:{entry_id}",
            url=f"/api/v1/entries/{entry_id}/ops/",
            kind="submit",
            fields=self._fields(words, media, day) | {"placement_id": str(place)},
            photos=tuple(media),
            base_rev=base_rev,
        )
        return self.phone.save(deed, entry_id=entry_id, words=words, wrong=wrong)

    def _fields(self, words: str, media: Iterable[bytes], day: str) -> dict[str, Any]:
        fields = SHEET | {
            "date": day or self.learner.day(self.dice).isoformat(),
            "ratings": RATINGS,
            "header": {"working_times": {"minutes": self.dice.randrange(30, 480)}},
            "note": {WORDS: words, "learned": TEXT},
        }
        named = {pictures.is_photo(data): sha256(data) for data in media}
        if True in named:
            photos = [sha256(data) for data in media if pictures.is_photo(data)]
            fields["photos"] = {sha: {"criterion": "undercut", "marks": "arrow 1 2 3 4"} for sha in photos}
        if False in named:
            fields["spoken"] = [named[False]]
        return fields

    def change(self, entry_id: UUID, photos: int = 0, **more: Any) -> UUID:
        """Hand an entry in again, on the revision that this phone knows."""
        return self.put(entry_id, self.known_rev(entry_id), photos, **more)

    def notes(self, entry_id: UUID, rev: int) -> None:
        """Take note of the revision that the school showed."""
        self._noted[entry_id] = rev

    def known_rev(self, entry_id: UUID) -> int:
        """Return the newest revision that this phone was shown, or has a receipt of."""
        kept = self.phone.store.now.receipts.values()
        about = str(entry_id)
        received = (each.receipt["rev"] for each in kept if each.receipt.get("entry_id") == about)
        return self._noted.get(entry_id) or max(received, default=0)

    def withdraw(self, entry_id: UUID) -> UUID:
        """Take an entry back."""
        thing, url = f"entry:{entry_id}", f"/api/v1/entries/{entry_id}/ops/"
        deed = Deed(thing, url, "withdraw", base_rev=self.known_rev(entry_id))
        return self.phone.save(deed, entry_id=entry_id)

    def rate_week(self, day: date | None = None) -> UUID:
        """Rate the own soft skills of the week in which a day lies."""
        number = week_number(day or self.learner.day(self.dice))
        week = f"{self.learner.placement_id}/{iso_week(number)}"
        level = self.dice.choice(["not_yet_meets", "meets", "above_expectation"])
        fields = {"values": {"punctuality": level}}
        return self.phone.save(Deed(f"week:{week}", f"/api/v1/weeks/{week}/ops/", "week.self_rate", fields))

    def say_where(self) -> UUID:
        """Say that a day was no working day."""
        day = self.learner.day(self.dice).isoformat()
        return self.phone.save(Deed(f"day:{day}", f"/api/v1/days/{day}/ops/", "day.status", {"status": "sick"}))


@dataclass(frozen=True)
class Look:
    """What a mentor saw of a week: its version, and of each day that waits its revision and the hash of its content."""

    version: int
    days: tuple[tuple[UUID, int, str], ...]


class Reviewer:
    """The mentor on the own phone. What a page would show is read from the database."""

    def __init__(self, app: Flask, phone: Phone, dice: Random) -> None:
        self.app, self.phone, self.dice = app, phone, dice

    def waiting(self, learner: Learner) -> list[int]:
        """Return the weeks of a learner in which something waits."""
        waits = (Entry.placement_id == learner.placement_id, Entry.state == EntryState.SUBMITTED)
        with reading(self.app):
            return list(db.session.scalars(select(Entry.week).where(*waits).distinct()))

    def review(self, learner: Learner, week: int, *, returns: float = 0) -> UUID | None:
        """Look at a week and decide about each day of it; send some back. None when nothing waits."""
        seen = self.look(learner, week)
        back = {entry_id for entry_id, _rev, _content in seen.days if self.dice.random() < returns}
        return self.decide(learner, week, seen, back) if seen.days else None

    def decide(self, learner: Learner, week: int, seen: Look, back: Collection[UUID] = ()) -> UUID:
        """Approve what was seen of a week, but send the days of `back` back."""
        entries = {
            str(entry_id): {"rev": rev} | (BACK if entry_id in back else AGREED)
            for entry_id, rev, _content in seen.days
        }
        key = f"{learner.placement_id}/{iso_week(week)}"
        fields = {"version": seen.version, "entries": entries, "approve": True}
        deed = Deed(f"week:{key}", f"/api/v1/weeks/{key}/ops/", "week.review", fields)
        return self.phone.save(deed, seen=tuple(day for day in seen.days if day[0] not in back))

    def look(self, learner: Learner, week: int) -> Look:
        """Return what the week's page shows."""
        current = (EntryRevision.entry_id == Entry.id) & (EntryRevision.rev == Entry.current_rev)
        query = (
            select(Entry.id, EntryRevision.rev, EntryRevision.payload)
            .join(EntryRevision, current)
            .where(Entry.placement_id == learner.placement_id, Entry.week == week)
            .where(Entry.state == EntryState.SUBMITTED)
        )
        here = (Week.placement_id == learner.placement_id, Week.week == week)
        with reading(self.app):
            version = db.session.scalar(select(Week.version).where(*here)) or 1
            days = [(entry_id, rev, content_of(payload)) for entry_id, rev, payload in db.session.execute(query)]
            return Look(version, tuple(days))


AGREED = {"verdict": "agree"}
BACK = {"verdict": "return", "reason": "Kijk je ratings nog eens na."}
