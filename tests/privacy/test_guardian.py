"""A guardian sees approved weeks and nothing else, when the school allows it, until the eighteenth birthday."""

from collections.abc import Callable
from datetime import date

import pytest

from logbook.core import clock
from logbook.core.roles import Rater, Role
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import iso_week, week_number
from logbook.entries.models import Week
from logbook.extensions import db
from tests.factories import Cast
from tests.insight.history import TODAY, History, history_of
from tests.pages import PageClient

ClientFor = Callable[..., PageClient]
OPEN_DAY, APPROVED_DAY = date(2026, 11, 18), date(2026, 11, 11)


@pytest.fixture
def history(cast: Cast) -> History:
    """Return last week, approved, and this week, of which one day waits and something was said."""
    with transaction():
        cast.school.guardians_read = True
        made = history_of(cast)
        made.submit(cast.learner, cast.placement, APPROVED_DAY)
        made.rate(cast.learner, Rater.LEARNER, {"undercut": "reached"})
        made.week(cast.placement, week_number(APPROVED_DAY), approved_at=clock.now(), approved_role="mentor")
        made.submit(cast.learner, cast.placement, OPEN_DAY, state="submitted")
        made.rate(cast.learner, Rater.LEARNER, {"crack_free": "reached"})
        week = made.week(cast.placement, week_number(TODAY), state="open")
        made.rate_week(week, cast.mentor, Role.MENTOR, {"punctuality": "meets"})
        made.remark(cast.learner, cast.mentor, "work_point", "Nog niet voor thuis.", week_id=week.id)
        made.day(cast.learner, date(2026, 11, 19), "sick")
    return made


def week_of(cast: Cast, day: date) -> str:
    return f"/placements/{cast.placement.id}/weeks/{iso_week(week_number(day))}"


def test_the_approved_week_is_there(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    assert cast.learner.given_name in client_for(cast.guardian).get("/learners").text
    assert "beugel 11" in client_for(cast.guardian).get(week_of(cast, APPROVED_DAY)).text


def test_of_a_week_that_is_open_nothing_is(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    page = client_for(cast.guardian).get(week_of(cast, TODAY)).text
    for word in ("beugel 18", "Nog niet voor thuis.", "ziek"):
        assert word not in page, word
    progress = client_for(cast.guardian).get(f"/learners/{cast.learner.id}/progress").text
    assert "Nog niet voor thuis." not in progress


def test_a_school_that_does_not_let_them_read(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        cast.school.guardians_read = False
    client = client_for(cast.guardian)
    assert cast.learner.given_name not in client.get("/learners").text
    client.get(week_of(cast, APPROVED_DAY), 404)
    client.get(f"/learners/{cast.learner.id}/archive", 404)


def test_it_ends_by_itself_with_the_birthday(history: History, client_for: ClientFor) -> None:
    cast, client = history.cast, client_for(history.cast.guardian)
    with transaction():
        cast.learner.born_on = date(2008, 11, 21)
    client.get(week_of(cast, APPROVED_DAY))
    with transaction():
        cast.learner.born_on = date(2008, 11, 20)
    client.get(week_of(cast, APPROVED_DAY), 404)
    assert db.session.query(Week).count() == 2
