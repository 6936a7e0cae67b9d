"""Light tuples for what the class view works out."""

from datetime import UTC, date, datetime, time

from logbook.core.ids import new_id
from logbook.insight.queries.class_dated import DayMark
from logbook.insight.queries.class_facts import WeekMark
from logbook.training.queries import PlacementView

LEARNER = new_id()


def day_mark(day: date, state: str, *, entry: bool = True, at_work: bool = True) -> DayMark:
    """Return an entry (or a status) of one day, sent that afternoon."""
    return DayMark(LEARNER, day, entry, state, datetime.combine(day, time(15), UTC), at_work)


def week_mark(week: int, state: str) -> WeekMark:
    """Return what the mentor said of a week."""
    return WeekMark(LEARNER, week, state, 90)


def placement(weekdays: str) -> PlacementView:
    """Return a placement with work on some weekdays."""
    return PlacementView(
        id=new_id(),
        learner_id=LEARNER,
        company="Staalwerk Fictief nv",
        workplace="Hal 1",
        workplace_kind="company",
        mentor_id=None,
        mentor=None,
        track_id="lassen_constructie_duaal",
        weekdays=frozenset(int(number) for number in weekdays),
        hours_per_week=20,
        from_date=date(2026, 9, 1),
        until_date=None,
    )
