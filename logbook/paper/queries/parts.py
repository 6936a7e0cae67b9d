"""A learner's work as the paper form has it: a column for each round, five on a page; pure, from what was read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import TypeVar
from uuid import UUID

from logbook.company_sheets.models import Overlay
from logbook.core import clock
from logbook.core.roles import Rater
from logbook.core.weeks import week_number
from logbook.entries.models import Attached, EntryView, RatedRound, RatedWeek, ShownPhoto
from logbook.reviews.queries import CommitmentView, RemarkView
from logbook.sheets.models import Criterion, Level, SheetContent

COLUMNS = 5
"""Columns on one printed page."""
PARTIES = (Rater.LEARNER, Rater.MENTOR, Rater.TEACHER)
"""LL, M and LK, in the printed order."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said:
    """Who rated, as whom, and on which day."""

    role: Rater
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Column:
    """One round as a column: what was done, what each party says of it, and who approved it when.

    `view` is the learner's entry; a visit or a workshop has none. `sealed`: the learner's ratings are left out until
    the reader has rated.
    """

    round: RatedRound
    content: SheetContent
    place: str | None
    view: EntryView | None
    said: tuple[Said, ...]
    approved_by: str | None
    sealed: bool
    photos: tuple[ShownPhoto, ...] = ()

    @property
    def date(self) -> date:
        """The day of the work."""
        return self.round.date

    def levels(self, criterion: Criterion) -> tuple[Level | None, ...]:
        """Return what LL, M and LK said last of one criterion."""
        return tuple(criterion.scale.by_id.get(self.round.latest(party).get(criterion.id, "")) for party in PARTIES)

    @property
    def measured(self) -> Mapping[str, Mapping[str, float]]:
        """What the learner measured; nothing while sealed."""
        return {} if self.sealed or self.view is None else self.view.fields.measurements

    @property
    def imperfections(self) -> tuple[str, ...]:
        """What else the learner saw, by its number; nothing while sealed."""
        return () if self.sealed or self.view is None else self.view.fields.imperfections


@dataclass(frozen=True, slots=True)
class Words:
    """Strong points, work points and agreements that belong to one page."""

    remarks: tuple[RemarkView, ...] = ()
    commitments: tuple[CommitmentView, ...] = ()

    def of(self, kind: str) -> list[RemarkView]:
        """Return the remarks of one kind."""
        return [each for each in self.remarks if each.kind == kind]

    def about(self, criteria: Iterable[Criterion]) -> list[RemarkView]:
        """Return the remarks about one of these items."""
        names = {each.id for each in criteria}
        return [each for each in self.remarks if each.criterion_id in names]

    @property
    def whole(self) -> "Words":
        """What is about no single item."""
        return Words(tuple(each for each in self.remarks if not each.criterion_id), self.commitments)


@dataclass(frozen=True, slots=True)
class FormPage:
    """Five columns at most, `number` `of` the pages of their version, with what was said about them."""

    columns: tuple[Column, ...]
    number: int
    of: int
    words: Words

    @property
    def empty(self) -> range:
        """The columns that stay empty."""
        return range(COLUMNS - len(self.columns))


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One version of a sheet with the rounds that were made with it, and what the workplaces add to it."""

    content: SheetContent
    pages: tuple[FormPage, ...]
    overlays: tuple[Overlay, ...] = ()

    @property
    def columns(self) -> list[Column]:
        """All its columns, by date."""
        return [each for page in self.pages for each in page.columns]

    @property
    def photos(self) -> list[tuple[Column, ShownPhoto]]:
        """Its photos with the column that each belongs to."""
        return [(column, photo) for column in self.columns for photo in column.photos]


@dataclass(frozen=True, slots=True)
class WeekPart:
    """The soft skills of one week at one placement, as the printed form has them: a mark under a level for each party.

    `approved_by` and `approved_at` are those of the week.
    """

    rated: RatedWeek
    content: SheetContent
    place: str | None
    said: tuple[Said, ...]
    approved_by: str | None
    approved_at: datetime | None
    words: Words

    def levels(self, criterion: Criterion) -> tuple[str | None, ...]:
        """Return the ids of the levels that LL, M and LK gave last."""
        return tuple(self.rated.latest(party).get(criterion.id) for party in PARTIES)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the columns need beside the rounds, by id."""

    views: Mapping[UUID, EntryView]
    media: Mapping[UUID, Attached]
    names: Mapping[UUID, str]
    places: Mapping[UUID, str]
    weeks: Mapping[tuple[UUID | None, int], UUID] = field(default_factory=dict)
    remarks: tuple[RemarkView, ...] = ()
    commitments: tuple[CommitmentView, ...] = ()
    overlays: Mapping[str, Sequence[Overlay]] = field(default_factory=dict)


def said_of(rated: RatedRound | RatedWeek, names: Mapping[UUID, str]) -> tuple[Said, ...]:
    """Return who rated it, each once with the latest moment, the first of them first."""
    latest = {
        (each.role, each.rater_id): Said(each.role, names.get(each.rater_id, ""), each.rated_at)
        for each in rated.ratings
        if not each.late
    }
    return tuple(latest.values())


def sheet_parts(columns: Iterable[Column], facts: Facts) -> list[SheetPart]:
    """Return a part for each version that was worked with: sheets by their first day, then version by version."""
    ordered = sorted(columns, key=lambda each: (each.date, each.round.id))
    first: dict[str, date] = {}
    for each in ordered:
        first.setdefault(each.content.id, each.date)
    ordered.sort(key=lambda each: (first[each.content.id], each.content.id, each.content.number))
    return [_part(list(group), facts) for _, group in groupby(ordered, key=lambda each: each.content.version_id)]


def _part(columns: list[Column], facts: Facts) -> SheetPart:
    fives = batches(columns, COLUMNS)
    ends = {each.round.week: each.round.id for each in columns}
    pages = [FormPage(tuple(each), n, len(fives), _words(each, facts, ends)) for n, each in enumerate(fives, start=1)]
    content = columns[0].content
    return SheetPart(
        content, tuple(pages), tuple(each for each in facts.overlays.get(content.id, ()) if each.says(content))
    )


def _words(columns: Sequence[Column], facts: Facts, ends: Mapping[int, UUID]) -> Words:
    """Return what was said of these rounds, and what was said and agreed in the weeks that end among them.

    `ends` names the last round of each week: what is about a week stands once, on the page with that round.
    """
    rounds = {each.round.id for each in columns}
    spans = {week for week, last in ends.items() if last in rounds}
    weeks = {
        facts.weeks.get((each.round.placement_id, each.round.week)) for each in columns if each.round.week in spans
    }
    about = [each for each in facts.remarks if each.round_id in rounds or _of_week(each, weeks - {None})]
    agreed = [each for each in facts.commitments if week_of(each.made_at) in spans]
    return Words(tuple(about), tuple(agreed))


def _of_week(remark: RemarkView, weeks: set[UUID | None]) -> bool:
    """Whether a remark is about one of these weeks as a whole: not about another round or a soft skill."""
    return remark.week_id in weeks and remark.round_id is None and remark.criterion_id is None


def week_of(moment: datetime) -> int:
    """Return the number of the week in which something happened here."""
    return week_number(clock.local(moment).date())


def batches(things: Sequence[T], size: int) -> list[Sequence[T]]:
    """Return things in pages of `size`, in their order."""
    return [things[start : start + size] for start in range(0, len(things), size)]
