"""Frozen shapes in which entries and ratings are read: plain values, light enough for a class over a year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date as LocalDate
from datetime import datetime
from uuid import UUID

from logbook.core.roles import Rater
from logbook.core.weeks import week_number

from .entry import Entry, EntryState
from .fields import EntryFields
from .rating import WeekState
from .receipt import Verdict


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry with its current words; `code` and `received_at` are those of the receipt that they got."""

    entry: Entry
    fields: EntryFields
    sheet_id: str
    code: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class KeptRevision:
    """A revision that waits for somebody's choice."""

    entry_id: UUID
    rev: int
    verdict: Verdict
    fields: EntryFields
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Rating:
    """What one rater said of one round or week: criterion id to level id."""

    rater_id: UUID
    role: Rater
    values: Mapping[str, str]
    rated_at: datetime
    blind: bool = False
    on_rev: int | None = None
    late: bool = False


def latest_values(ratings: Iterable[Rating], role: Rater) -> dict[str, str]:
    """Return per criterion the latest level that raters of `role` gave. A correction overrides a blind rating."""
    return _merged(sorted((each for each in ratings if each.role is role), key=lambda each: not each.blind))


def compared_values(ratings: Iterable[Rating], role: Rater) -> dict[str, str]:
    """Return per criterion the level to compare with the learner's own: the blind one where there is one."""
    return _merged(sorted((each for each in ratings if each.role is role), key=lambda each: each.blind))


def _merged(ratings: Iterable[Rating]) -> dict[str, str]:
    values: dict[str, str] = {}
    for rating in ratings:
        if not rating.late:
            values.update(rating.values)
    return values


@dataclass(frozen=True, slots=True)
class RatedRound:
    """A round with everybody's ratings, the oldest first. `state` and `minutes` are its entry's, when it has one."""

    id: UUID
    learner_id: UUID
    date: LocalDate
    stage: str
    sheet_version_id: UUID
    placement_id: UUID | None
    entry_id: UUID | None
    state: EntryState | None
    minutes: int | None
    ratings: tuple[Rating, ...]

    @property
    def week(self) -> int:
        """The number of the week."""
        return week_number(self.date)

    def latest(self, role: Rater) -> dict[str, str]:
        """Return the latest level per criterion in the eyes of `role`."""
        return latest_values(self.ratings, role)

    def compared(self, role: Rater) -> dict[str, str]:
        """Return the levels of `role` to compare with the learner's own."""
        return compared_values(self.ratings, role)

    def rated_by(self, person_id: UUID) -> bool:
        """Return whether that person rated the round."""
        return any(rating.rater_id == person_id for rating in self.ratings)


@dataclass(frozen=True, slots=True)
class RatedWeek:
    """The soft skills of a learner's week at one placement on one sheet, the oldest rating first."""

    id: UUID
    learner_id: UUID
    placement_id: UUID
    week: int
    state: WeekState
    version: int
    sheet_version_id: UUID | None
    ratings: tuple[Rating, ...]
    sheet_id: str | None = None

    def latest(self, role: Rater) -> dict[str, str]:
        """Return the latest level per item in the eyes of `role`."""
        return latest_values(self.ratings, role)

    def compared(self, role: Rater) -> dict[str, str]:
        """Return the levels of `role` to compare with the learner's own."""
        return compared_values(self.ratings, role)
