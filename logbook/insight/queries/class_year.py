"""A class's year as small multiples: what each learner reached, and the hours, all on one scale."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.entries.queries.reached import FirstMet, first_met_of
from logbook.presence.policy import PresenceDay, Totals, due, totals
from logbook.presence.queries import days_with
from logbook.training.queries import ClassView, LearnerCard, class_of, learners_of_class, placements_of

from .three_party_view import Filters
from .weeks import kept_within, weeks_between
from .year import cumulative, hours_by_week
from .year_facts import Change, Holiday, changes_between, year_facts


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month of a learner: criteria reached by its end, and the hours in it."""

    reached: int
    hours: Totals


@dataclass(frozen=True, slots=True)
class LearnerYear:
    """A learner's weeks and months. `joined` is the day on which the learner came into the class later than others."""

    learner: LearnerCard
    reached: tuple[int, ...]
    hours: tuple[Totals, ...]
    months: tuple[MonthLine, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ClassYearPage:
    """The page: learners by name, never by what they reached. `months` are the first days of the months."""

    group: ClassView
    first: date
    until: date
    lines: tuple[LearnerYear, ...]
    months: tuple[date, ...]
    holidays: tuple[Holiday, ...]

    @property
    def span(self) -> range:
        """The numbers of the weeks."""
        return weeks_between(self.first, self.until)

    @property
    def most(self) -> int:
        """The most criteria that anybody reached: the height of every drawing."""
        return max([line.reached[-1] for line in self.lines if line.reached], default=0)

    @property
    def longest(self) -> int:
        """The most minutes that any week planned or had."""
        return max((max(each.planned, each.made) for line in self.lines for each in line.hours), default=0)


def class_year_page(actor: Actor, class_id: UUID, filters: Filters) -> ClassYearPage:
    """Return the year (or another period) of a class's learners of today. Raises NotFound for one out of reach."""
    group, today = class_of(actor, class_id), clock.today()
    first = filters.first or min(group.starts_on, filters.until or group.starts_on)
    until = filters.until or max(first, min(group.ends_on, today))
    first = kept_within(first, until)
    learners = learners_of_class(class_id)
    ids = [each.id for each in learners]
    met, facts, placements = first_met_of(actor, ids, until), year_facts(actor, ids, first, until), placements_of(ids)
    days = days_with(ids, first, until, placements=placements, holidays=facts.free(first, until))
    months = months_between(first, until)
    lines = (
        _line(
            learner,
            dates_of(met.get(learner.id, {})),
            due(days[learner.id], today),
            span=weeks_between(first, until),
            months=months,
            changes=changes_between(
                first, until, facts.classes[learner.id], [each for each in placements if each.learner_id == learner.id]
            ),
        )
        for learner in learners
    )
    return ClassYearPage(group, first, until, tuple(lines), months, tuple(facts.holidays))


def dates_of(met: FirstMet) -> list[date]:
    """Return on which days something was reached for the first time, all sheets together."""
    return [day for sheet in met.values() for day in sheet.values()]


def months_between(first: date, until: date) -> tuple[date, ...]:
    """Return the first day of each month of a period."""
    months = range(first.year * 12 + first.month - 1, until.year * 12 + until.month)
    return tuple(date(month // 12, month % 12 + 1, 1) for month in months)


def _line(
    learner: LearnerCard,
    met: list[date],
    days: list[PresenceDay],
    *,
    span: range,
    months: tuple[date, ...],
    changes: Iterable[Change],
) -> LearnerYear:
    hours = hours_by_week(days)
    return LearnerYear(
        learner=learner,
        reached=cumulative(met, span),
        hours=tuple(hours.get(week, Totals()) for week in span),
        months=_months(met, days, months),
        changes=tuple(changes),
    )


def _months(met: Iterable[date], days: Iterable[PresenceDay], months: tuple[date, ...]) -> tuple[MonthLine, ...]:
    by_month: dict[date, list[PresenceDay]] = defaultdict(list)
    for day in days:
        by_month[day.date.replace(day=1)].append(day)
    begun = [day.replace(day=1) for day in met]
    return tuple(MonthLine(sum(each <= month for each in begun), totals(by_month[month])) for month in months)
