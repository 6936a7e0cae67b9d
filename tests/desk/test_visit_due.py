"""A visit that should have been is a reason in the class view, as late as the planner of visits says."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.insight.queries.class_view import class_page
from logbook.visits.models import Visit, VisitRule
from logbook.visits.queries import due_visits
from tests.factories import Cast, add
from tests.insight.history import TODAY
from tests.pages import PageClient


def rhythm(cast: Cast, first: int = 6, every: int = 8) -> None:
    """Let the school choose how often it visits."""
    with transaction():
        add(
            VisitRule(
                school_id=cast.school.id,
                first_weeks=first,
                every_weeks=every,
                changed_by=cast.coordinator.id,
                changed_at=clock.now(),
            )
        )


def visit(cast: Cast, day: date, **more: Any) -> None:
    values = {"kind": "workplace", "state": "held"} | more
    with transaction():
        add(
            Visit(
                school_id=cast.school.id,
                learner_id=cast.learner.id,
                placement_id=cast.placement_id,
                date=day,
                visitor_id=cast.teacher.id,
                planned_by=cast.teacher.id,
                planned_at=clock.now(),
                **values,
            )
        )


def late(cast: Cast) -> int:
    """Return the days in the class view, having held them against the planner's own."""
    actor = cast.actor("teacher")
    row = next(row for row in class_page(actor, cast.group.id).rows if row.id == cast.learner.id)
    planner = [each for each in due_visits(actor, [cast.learner.id], TODAY) if each.overdue and each.due_on]
    assert row.facts.visit_days == max([0, *((TODAY - each.due_on).days for each in planner if each.due_on)])
    return row.facts.visit_days


def test_never_visited_is_late_from_the_first_weeks_on(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    rhythm(cast)
    assert late(cast) == (TODAY - date(2026, 9, 1) - timedelta(weeks=6)).days == 38
    page = client_for(cast.teacher).get(f"/classes/{cast.group.id}/attention/{cast.learner.id}")
    assert "Bezoek 38 dagen te laat" in page.text


@pytest.mark.parametrize(
    ("day", "more", "days"),
    [
        (TODAY - timedelta(days=10), {}, 0),
        (TODAY - timedelta(weeks=9), {}, 7),
        (TODAY - timedelta(days=10), {"kind": "phone"}, 38),
        (TODAY + timedelta(days=3), {"state": "planned"}, 0),
        (TODAY - timedelta(days=3), {"state": "planned"}, 38),
        (TODAY + timedelta(days=3), {"state": "cancelled"}, 38),
    ],
)
def test_what_was_held_or_is_planned_counts(cast: Cast, day: date, more: dict[str, str], days: int) -> None:
    rhythm(cast)
    visit(cast, day, **more)
    assert late(cast) == days


def test_a_school_that_chose_no_rhythm_is_never_late(cast: Cast) -> None:
    page = class_page(cast.actor("teacher"), cast.group.id)
    assert {row.facts.visit_days for row in page.rows} == {0}
