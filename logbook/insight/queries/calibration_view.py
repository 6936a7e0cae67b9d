"""How a learner's own ratings compare with the mentor's and the teacher's over a period, criterion by criterion."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.roles import Rater
from logbook.core.weeks import monday
from logbook.entries.models import RatedRound
from logbook.sheets.models import Criterion, SheetContent, SheetKind

from .calibration import Calibration, Trend, counted, trend_of
from .comparison import Pair, pairs_of
from .records import Record, record_of
from .subject import Subject, subject_of
from .three_party import JUDGES
from .three_party_view import Filters, Scope, scope_of


@dataclass(frozen=True, slots=True)
class Seen:
    """The pairs with one judge: counted, first half beside second half, and step by step, the oldest first."""

    calibration: Calibration
    trend: Trend
    steps: tuple[int, ...]
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class CriterionCalibration:
    """A criterion that was compared, by judge; a judge with whom there is no pair is not there."""

    criterion: Criterion
    seen: Mapping[Rater, Seen]


@dataclass(frozen=True, slots=True)
class SheetCalibration:
    """A sheet with its criteria in order; `total` counts all of them, by judge."""

    sheet: SheetContent
    lines: tuple[CriterionCalibration, ...]
    total: Mapping[Rater, Seen]

    @property
    def weekly(self) -> bool:
        """Whether the pairs are of weeks: soft skills."""
        return self.sheet.kind is SheetKind.ATTITUDE


@dataclass(frozen=True, slots=True)
class CalibrationPage:
    """The page: sheets that were worked on, the most compared first, and the soft skills apart."""

    subject: Subject
    scope: Scope
    sheets: tuple[SheetCalibration, ...]
    soft_skills: SheetCalibration | None

    @property
    def every(self) -> tuple[SheetCalibration, ...]:
        """The sheets and then the soft skills."""
        return self.sheets + ((self.soft_skills,) if self.soft_skills else ())


def calibration_page(actor: Actor, learner_id: UUID, filters: Filters) -> CalibrationPage:
    """Return how the learner's view compares in a period. Raises NotFound as the three-party view does.

    What the actor does not reach has no part in it, and what is still sealed for a mentor neither.
    """
    subject = subject_of(actor, learner_id)
    scope = scope_of(subject, filters)
    record = record_of(actor, subject.relation, scope.first, scope.until, blind_first=subject.blind_first)
    found = [
        each
        for each in calibrations(record, [judge for judge in JUDGES if judge in scope.parties])
        if filters.sheet in (None, each.sheet.id)
    ]
    soft = next((each for each in found if each.weekly), None)
    return CalibrationPage(subject, scope, tuple(each for each in found if not each.weekly), soft)


def calibrations(record: Record, judges: Iterable[Rater] = JUDGES) -> list[SheetCalibration]:
    """Return the sheets of a record on which the learner and a judge rated the same, the most compared first."""
    pairs: dict[str, dict[Rater, list[Pair]]] = defaultdict(dict)
    for judge in judges:
        for pair in pairs_of([*record.rounds, *record.weeks], record.contents, judge):
            pairs[pair.sheet.id].setdefault(judge, []).append(pair)
    found = [_sheet(by_judge) for by_judge in pairs.values()]
    return sorted(found, key=lambda each: (-sum(seen.calibration.pairs for seen in each.total.values()), each.sheet.id))


def _sheet(by_judge: dict[Rater, list[Pair]]) -> SheetCalibration:
    """Return one sheet. Its criteria are those of its newest version, and after them what only older ones had."""
    every = [pair for pairs in by_judge.values() for pair in pairs]
    sheet = max((pair.sheet for pair in every), key=lambda content: content.number)
    criteria = {pair.criterion.id: pair.criterion for pair in every} | dict(sheet.all_criteria)
    order = [*sheet.all_criteria, *(criteria.keys() - sheet.all_criteria.keys())]
    some: dict[str, dict[Rater, list[Pair]]] = defaultdict(lambda: defaultdict(list))
    for judge, pairs in by_judge.items():
        for pair in pairs:
            some[pair.criterion.id][judge].append(pair)
    return SheetCalibration(
        sheet,
        tuple(
            CriterionCalibration(criteria[name], {judge: _seen(pairs) for judge, pairs in some[name].items()})
            for name in order
            if name in some
        ),
        {judge: _seen(pairs) for judge, pairs in by_judge.items()},
    )


def _seen(pairs: list[Pair]) -> Seen:
    steps = tuple(pair.step for pair in pairs)
    return Seen(counted(steps), trend_of(steps), steps, _date(pairs[0]), _date(pairs[-1]))


def _date(pair: Pair) -> date:
    return pair.rated.date if isinstance(pair.rated, RatedRound) else monday(pair.rated.week)
