"""A learner's year at a glance: stages, criteria reached, soft skills and hours, week by week."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from uuid import UUID

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.roles import Rater
from logbook.core.weeks import week_number
from logbook.entries.models import RatedRound
from logbook.entries.queries import shown_versions
from logbook.presence.policy import PresenceDay, Totals, due, totals
from logbook.presence.queries import days_with, reached_placements
from logbook.sheets.models import SheetContent, Stage
from logbook.training.policy import may_read_everything
from logbook.training.queries import PlacementView, placements_of

from .records import Record, record_of
from .subject import Subject, subject_of
from .three_party_view import Filters, Scope, scope_of
from .trends import FirstTime, Share, newest_sheets, reached_over, soft_skills_over, stages_over
from .weeks import EVER, kept_within, weeks_between
from .year_facts import Change, Holiday, YearFacts, changes_between, year_facts


@dataclass(frozen=True, slots=True)
class SheetYear:
    """A sheet over the weeks: in which stage it was worked on, and how many of its `total` criteria were reached.

    `fresh` says by week who called the latest new criterion met.
    """

    sheet: SheetContent
    stages: tuple[str | None, ...]
    reached: tuple[int, ...]
    fresh: Mapping[int, Rater]
    total: int


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A week in figures. `rounds` is how often something was rated; `placement_id` whose week page shows it."""

    week: int
    rounds: int
    stages: tuple[tuple[SheetContent, str], ...]
    reached: int
    soft_skills: Mapping[Rater, Share]
    hours: Totals
    placement_id: UUID | None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to open."""
        return not (self.rounds or self.soft_skills or self.hours.made)


@dataclass(frozen=True, slots=True)
class YearPage:
    """The page. `weeks` are those of the period, the oldest first; `changes` and `holidays` lie in it."""

    subject: Subject
    scope: Scope
    weeks: tuple[WeekLine, ...]
    sheets: tuple[SheetYear, ...]
    stages: Mapping[str, Stage]
    changes: tuple[Change, ...]
    holidays: tuple[Holiday, ...]

    @property
    def span(self) -> range:
        """The numbers of the weeks."""
        return weeks_between(self.scope.first, self.scope.until)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return all(each.empty for each in self.weeks)


@dataclass(frozen=True, slots=True)
class _Read:
    """Everything that was read: ratings up to the end of the period, days of the period, what was around."""

    record: Record
    days: Sequence[PresenceDay]
    placements: list[PlacementView]
    facts: YearFacts


def year_page(actor: Actor, learner_id: UUID, filters: Filters) -> YearPage:
    """Return the year (or another period) of a learner. Raises NotFound as the three-party view does.

    What counts as reached is counted since ever, so that a period begins where the one before it ended.
    """
    subject = subject_of(actor, learner_id)
    scope = year_scope(subject, filters)
    read = _read(actor, subject, scope)
    weeks = weeks_between(scope.first, scope.until)
    lately = [each for each in read.record.rounds if each.date >= scope.first]
    newest = newest_sheets(read.record.rounds, read.record.contents)
    sheets = sheets_over(read.record, lately, newest | shown_versions(actor, subject.id, newest), weeks)
    classes = read.facts.classes[subject.id] if may_read_everything(subject.relation) else []
    return YearPage(
        subject=subject,
        scope=scope,
        weeks=tuple(_lines(read, lately, sheets, scope, weeks)),
        sheets=sheets,
        stages=read.facts.stages,
        changes=tuple(changes_between(scope.first, scope.until, classes, read.placements)),
        holidays=tuple(read.facts.holidays),
    )


def year_scope(subject: Subject, filters: Filters) -> Scope:
    """Return the period: the school year until now, or what was asked, of which at most the last three years."""
    scope = scope_of(subject, filters)
    return Scope(kept_within(scope.first, scope.until), scope.until, scope.parties)


def _read(actor: Actor, subject: Subject, scope: Scope) -> _Read:
    relation, only = subject.relation, reached_placements(subject.relation)
    facts = year_facts(actor, [subject.id], scope.first, scope.until)
    placements = [each for each in placements_of([subject.id]) if only is None or each.id in only]
    days = days_with(
        [subject.id],
        scope.first,
        scope.until,
        placements=placements,
        holidays=facts.free(scope.first, scope.until),
        only=only,
    )
    return _Read(
        record_of(actor, relation, EVER, scope.until, blind_first=subject.blind_first),
        due(days[subject.id], clock.today()),
        placements,
        facts,
    )


def sheets_over(
    record: Record, lately: Iterable[RatedRound], shown: Mapping[str, SheetContent], weeks: range
) -> tuple[SheetYear, ...]:
    """Return the sheets of the rounds of a period, week by week, in the version in which the learner's work is shown.

    After a move to a newer version that is it, though no round was made with it yet: as the other pages count.
    """
    reached = reached_over(record.rounds, record.contents)
    stages = stages_over(record.rounds, record.contents)
    used = newest_sheets(lately, record.contents)
    return tuple(_sheet_year(shown[name], stages[name], reached.get(name, {}), weeks) for name in used)


def _sheet_year(
    sheet: SheetContent, stages: Mapping[int, str], reached: Mapping[str, FirstTime], weeks: range
) -> SheetYear:
    first = [each for name, each in reached.items() if name in sheet.counting_ids]
    fresh: dict[int, Rater] = {}
    for each in sorted(first, key=lambda one: one.date):
        fresh[week_number(each.date)] = each.by
    return SheetYear(
        sheet=sheet,
        stages=tuple(stages.get(week) for week in weeks),
        reached=cumulative([each.date for each in first], weeks),
        fresh={week: by for week, by in fresh.items() if week in weeks},
        total=len(sheet.counting_ids),
    )


def cumulative(days: Iterable[date], weeks: range) -> tuple[int, ...]:
    """Return for each week how many of these days lie in it or before it."""
    new: dict[int, int] = defaultdict(int)
    for day in days:
        new[max(week_number(day), weeks.start)] += 1
    return tuple(accumulate(new[week] for week in weeks))


def hours_by_week(days: Iterable[PresenceDay]) -> dict[int, Totals]:
    """Return the totals of each week that has days."""
    found: dict[int, list[PresenceDay]] = defaultdict(list)
    for day in days:
        found[week_number(day.date)].append(day)
    return {week: totals(some) for week, some in found.items()}


def _lines(
    read: _Read, lately: list[RatedRound], sheets: tuple[SheetYear, ...], scope: Scope, weeks: range
) -> Iterable[WeekLine]:
    rounds: dict[int, list[RatedRound]] = defaultdict(list)
    for each in lately:
        rounds[each.week].append(each)
    soft = soft_skills_over(
        (each for each in read.record.weeks if week_number(scope.first) <= each.week), read.record.contents
    )
    places = {each.week: each.placement_id for each in read.record.weeks}
    hours = hours_by_week(read.days)
    for place, week in enumerate(weeks):
        at_work = [each.placement_id for each in rounds[week] if each.placement_id]
        running = [each.id for each in read.placements if hours.get(week, Totals()).made and _runs(each, week)]
        yield WeekLine(
            week=week,
            rounds=len(rounds[week]),
            stages=tuple((each.sheet, stage) for each in sheets if (stage := each.stages[place])),
            reached=sum(each.reached[place] for each in sheets),
            soft_skills=soft.get(week, {}),
            hours=hours.get(week, Totals()),
            placement_id=next(iter([*at_work, *([places[week]] if week in places else []), *running]), None),
        )


def _runs(placement: PlacementView, week: int) -> bool:
    last = placement.until_date
    return week_number(placement.from_date) <= week and (last is None or week <= week_number(last))
