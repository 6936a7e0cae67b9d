"""One sheet in two periods side by side: what each party said last in each, and what changed, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.roles import Rater
from logbook.core.weeks import week_number
from logbook.entries.models import RatedRound, RatedWeek
from logbook.entries.queries import shown_versions
from logbook.sheets.models import Criterion, SheetContent, Text

from .subject import Subject, subject_of
from .three_party import PARTIES, Cell, Grid, Observation, grid_of
from .three_party_view import (
    Choice,
    Filters,
    Observed,
    Scope,
    chosen_sheet,
    observations_of,
    rounds_per_sheet,
    scope_of,
)

WEEKS = 6
"""How many weeks each period has that nobody chose."""
_ORDER = ("not_met", "met", "above")
_EVERYTHING = "all"
NOTHING_SAID = ("none", "none", "none")


class Period(NamedTuple):
    """Two dates, both inclusive."""

    first: date
    until: date


@dataclass(frozen=True, slots=True)
class Asked:
    """The sheet (the most used when None) and the two periods (six weeks each, up to today, when None)."""

    sheet: str | None = None
    before: Period | None = None
    after: Period | None = None


class Change(NamedTuple):
    """How what a party says changed: `better`, `worse`, `new` or `gone`."""

    party: Rater
    how: str


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A criterion: the parties' latest marks in both periods, in how many rounds, and what changed."""

    criterion: Criterion
    before: tuple[str, str, str]
    after: tuple[str, str, str]
    rounds: tuple[int, int]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """The criteria under one heading of which anybody said anything."""

    title: Text
    rows: tuple[ComparedRow, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The page. `content` is None when the learner has no sheet at all; `counts` are rounds in each period."""

    subject: Subject
    before: Period
    after: Period
    choices: tuple[Choice, ...]
    content: SheetContent | None
    groups: tuple[ComparedGroup, ...]
    counts: tuple[int, int]

    def how_many(self, how: str) -> int:
        """Return on how many criteria somebody's word changed in that way."""
        rows = [row for group in self.groups for row in group.rows]
        return sum(any(change.how == how for change in row.changes) for row in rows)


def compare_page(actor: Actor, learner_id: UUID, asked: Asked) -> ComparePage:
    """Return a sheet in two periods. Raises NotFound for a learner out of reach or a sheet that is not there."""
    subject = subject_of(actor, learner_id)
    before, after = periods(asked, subject.until)
    whole = scope_of(subject, Filters(first=min(before.first, after.first), until=max(before.until, after.until)))
    used = rounds_per_sheet(subject, whole)
    sheets = shown_versions(actor, subject.id, {*used} | ({asked.sheet} if asked.sheet else set()))
    choices = tuple(Choice(sheets[sheet], used[sheet]) for sheet in used if sheet in sheets)
    content = chosen_sheet(sheets, choices, asked.sheet)
    if content is None:
        return ComparePage(subject, before, after, choices, None, (), (0, 0))
    seen = [each for each in observations_of(actor, subject, content, whole) if each[1].marks]
    halves = [_within(seen, period) for period in (before, after)]
    grids = [grid_of(content, half, (_EVERYTHING,)) for half in halves]
    return ComparePage(subject, before, after, choices, content, compared(*grids), (len(halves[0]), len(halves[1])))


def periods(asked: Asked, today: date) -> tuple[Period, Period]:
    """Return both periods: six weeks up to today, and the six weeks before what is looked at, where none was chosen."""
    after = asked.after or Period(today - timedelta(weeks=WEEKS, days=-1), today)
    last = after.first - timedelta(days=1)
    return asked.before or Period(last - timedelta(weeks=WEEKS, days=-1), last), after


def _within(seen: Iterable[Observed], period: Period) -> list[Observation]:
    """Return what was said in a period, under one stage: what counts is the latest word, whatever the stage."""
    scope = Scope(period.first, period.until, frozenset(PARTIES))
    return [each._replace(stage=_EVERYTHING) for of, each in seen if _in(of, scope)]


def _in(of: RatedRound | RatedWeek, scope: Scope) -> bool:
    if isinstance(of, RatedRound):
        return scope.first <= of.date <= scope.until
    return week_number(scope.first) <= of.week <= week_number(scope.until)


def compared(before: Grid, after: Grid) -> tuple[ComparedGroup, ...]:
    """Lay two grids of one sheet side by side; a criterion of which nobody said anything is left out."""
    groups = []
    for first, second in zip(before.groups, after.groups, strict=True):
        rows = [
            _row(old.criterion, old.cells[0], new.cells[0])
            for old, new in zip(first.rows, second.rows, strict=True)
            if old.cells[0] or new.cells[0]
        ]
        if rows:
            groups.append(ComparedGroup(first.title, tuple(rows)))
    return tuple(groups)


def _row(criterion: Criterion, old: Cell | None, new: Cell | None) -> ComparedRow:
    was, now = old.states if old else NOTHING_SAID, new.states if new else NOTHING_SAID
    rounds = (old.rounds if old else 0, new.rounds if new else 0)
    return ComparedRow(criterion, was, now, rounds, tuple(changes(was, now)))


def changes(was: tuple[str, str, str], now: tuple[str, str, str]) -> Iterator[Change]:
    """Yield for each party how its latest mark changed; nothing for one that stayed the same."""
    for party, old, new in zip(PARTIES, was, now, strict=True):
        if old == new:
            continue
        if "none" in (old, new):
            yield Change(party, "new" if old == "none" else "gone")
        else:
            yield Change(party, "better" if _ORDER.index(new) > _ORDER.index(old) else "worse")
