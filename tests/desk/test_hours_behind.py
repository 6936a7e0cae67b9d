"""Hours behind in the class view: the same minutes as presence counts, day by day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from logbook.accounts.models import SchoolHoliday
from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.insight.queries.class_hours import window
from logbook.insight.queries.class_view import class_page
from logbook.presence.models import Compensation, DayStatement
from logbook.presence.policy import due, totals
from logbook.presence.queries import presence_days
from logbook.training.models import DAY_STATUSES, Day, Placement
from tests.factories import Cast, add
from tests.insight.history import TODAY, History, history_of
from tests.pages import PageClient

FIRST = window(TODAY)[0]
DAYS = st.dates(FIRST - timedelta(days=3), TODAY)
STATUS = st.sampled_from(DAY_STATUSES)
MINUTES = st.none() | st.integers(0, 600)


def test_the_window_is_four_weeks_from_a_monday() -> None:
    assert window(TODAY) == (date(2026, 10, 26), TODAY)
    assert window(date(2026, 11, 22)) == (date(2026, 10, 26), date(2026, 11, 22))


def counted(cast: Cast) -> int:
    """Return the whole hours behind that presence itself counts in the window."""
    actor = cast.actor("teacher")
    days = presence_days(actor, [cast.learner.id], *window(TODAY))[cast.learner.id]
    return max(0, -totals(due(days, clock.today())).balance) // 60


def shown(cast: Cast) -> int:
    page = class_page(cast.actor("teacher"), cast.group.id)
    return next(row for row in page.rows if row.id == cast.learner.id).facts.hours_behind


@dataclass(frozen=True)
class Past:
    """What may lie behind a learner: work, what each side said of days, holidays, exchanged days, the agreement."""

    worked: list[tuple[date, int | None, bool]]
    own: dict[date, tuple[str, int | None]]
    said: dict[tuple[date, str], tuple[str, int | None]]
    holidays: set[date]
    moved: dict[date, date]
    hours: int
    weekdays: set[str]
    ended: date | None


SIDES = st.tuples(DAYS, st.sampled_from(["workplace", "school"]))
PASTS = st.builds(
    Past,
    worked=st.lists(st.tuples(DAYS, MINUTES, st.booleans()), max_size=12),
    own=st.dictionaries(DAYS, st.tuples(STATUS, MINUTES), max_size=12),
    said=st.dictionaries(SIDES, st.tuples(STATUS, MINUTES), max_size=8),
    holidays=st.sets(DAYS, max_size=3),
    moved=st.dictionaries(DAYS, DAYS, max_size=2),
    hours=st.integers(4, 38),
    weekdays=st.sets(st.sampled_from("1234567"), min_size=1),
    ended=st.none() | DAYS,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(past=PASTS)
def test_it_is_what_presence_counts(cast: Cast, past: Past) -> None:
    try:
        put(cast, past)
        assert shown(cast) == counted(cast)
    finally:
        db.session.rollback()


def put(cast: Cast, past: Past) -> None:
    """Put the past in the open transaction."""
    learner, teacher = cast.learner.id, cast.teacher.id
    history = history_of(cast)
    placement = db.session.get_one(Placement, cast.placement_id)
    placement.hours_per_week, placement.weekdays = past.hours, "".join(sorted(past.weekdays))
    placement.until_date = past.ended
    for day, minutes, at_work in past.worked:
        history.submit(cast.learner, placement if at_work else None, day, minutes=minutes)
    for day, (status, minutes) in past.own.items():
        add(Day(learner_id=learner, date=day, status=status, minutes=minutes, set_by=learner))
    for (day, side), (status, minutes) in past.said.items():
        add(
            DayStatement(
                learner_id=learner,
                date=day,
                side=side,
                status=status,
                minutes=minutes,
                said_by=teacher,
                said_at=clock.now(),
            )
        )
    for day in past.holidays:
        add(SchoolHoliday(school_id=cast.school.id, first=day, last=day + timedelta(days=2), name="Vrij"))
    for on, taken in {taken: on for on, taken in past.moved.items()}.items():
        add(Compensation(learner_id=learner, worked_on=taken, taken_on=on, agreed_by=teacher, agreed_at=clock.now()))


def test_the_sentence_says_by_how_much(history: History, client_for: Callable[..., PageClient]) -> None:
    cast = history.cast
    with transaction():
        db.session.get_one(Placement, cast.placement_id).from_date = TODAY - timedelta(days=7)
        history.submit(cast.learner, cast.placement, TODAY, minutes=60)
    page = client_for(cast.teacher).get(f"/classes/{cast.group.id}/attention/{cast.learner.id}")
    assert "Loopt 23 uur achter in 4 weken" in page.text
