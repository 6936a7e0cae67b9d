"""The workplace's and the school's side of a week's days."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from logbook.core.events import Event
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import week_number
from logbook.extensions import db
from logbook.presence.models import DayStatement
from logbook.presence.queries import hours_page, week_page
from logbook.training.models import Placement
from tests.entries.work import submit
from tests.factories import Cast
from tests.pages import PageClient
from tests.presence.work import MONDAY, TODAY, address, day_of, say, starts


def test_a_mentor_confirms_the_days_of_a_week_in_one_tap(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    submit(cast)
    say(cast, "sick", MONDAY)
    client = client_for(cast.mentor)
    assert "2 dagen bevestigen" in client.get(address(cast)).text
    page = client.follow(client.post(f"{address(cast)}/confirm"))
    assert "2 dagen bevestigd" in page.text and "Piet Proefpersoon" in page.text
    assert "bevestigen" not in client.get(address(cast)).text
    client.post(f"{address(cast)}/confirm")  # again is nothing
    deeds = [event.deed for event in db.session.query(Event) if event.deed == "confirm_days"]
    assert len(deeds) == 1 and db.session.query(DayStatement).count() == 2


def test_the_mentor_says_otherwise_and_that_counts(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    say(cast, "workplace")
    client = client_for(cast.mentor)
    client.post(address(cast), {"day": TODAY.isoformat(), "status": "absent"})
    day = day_of(cast)
    assert (day.status, day.minutes, day.differs) == ("absent", 0, True)
    client.post(address(cast), {"day": TODAY.isoformat(), "status": "workplace", "hours": "7,5"})
    assert (day_of(cast).minutes, day_of(cast).differs) == (450, False)


def test_the_school_has_a_side_of_its_own(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    say(cast, "sick")
    client_for(cast.teacher).post(f"{address(cast)}/confirm")
    client_for(cast.mentor).post(address(cast), {"day": TODAY.isoformat(), "status": "workplace"})
    day = day_of(cast)
    assert day.school and day.school.status == "sick"
    assert day.status == "workplace" and day.differs


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": (TODAY + timedelta(days=1)).isoformat(), "status": "workplace"},
        {"day": TODAY.isoformat(), "status": "on_the_moon"},
        {"day": TODAY.isoformat(), "status": "sick", "hours": "8"},
        {"day": TODAY.isoformat(), "status": "workplace", "hours": "25"},
        {"day": TODAY.isoformat(), "status": "workplace", "hours": "nan"},
        {"day": TODAY.isoformat(), "status": "workplace", "hours": "acht"},
        {"day": "2026-02-31", "status": "workplace"},
        {"status": "workplace"},
        {"day": TODAY.isoformat(), "status": "workplace", "said_by": "somebody else"},
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, client_for: Callable[..., PageClient], wrong: dict[str, str]) -> None:
    client_for(cast.mentor).post(address(cast), wrong, 422)
    assert db.session.query(DayStatement).count() == 0


def test_nobody_speaks_of_a_day_before_the_placement(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    starts(cast, TODAY)
    client_for(cast.mentor).post(address(cast), {"day": MONDAY.isoformat(), "status": "absent"}, 422)


def test_what_days_before_the_placement_were_is_not_its_mentors(cast: Cast) -> None:
    say(cast, "sick", MONDAY)
    starts(cast, TODAY)
    for who in ("mentor", "company_coordinator"):
        page = week_page(cast.actor(who), cast.placement_id, week_number(MONDAY))
        assert MONDAY not in [day.date for day in page.days] and not page.to_confirm
        assert hours_page(cast.actor(who), cast.learner.id).by_now.excused == 0


def test_others_confirm_nothing(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    submit(cast)
    for who in (
        "learner",
        "supervisor",
        "company_coordinator",
        "other_mentor",
        "other_teacher",
        "outsider",
        "guardian",
    ):
        client = client_for(getattr(cast, who))
        client.post(f"{address(cast)}/confirm", status=404)
        client.post(address(cast), {"day": TODAY.isoformat(), "status": "absent"}, 404)
    assert db.session.query(DayStatement).count() == 0


def test_a_mentor_of_an_ended_placement_is_out_after_the_grace(
    cast: Cast, client_for: Callable[..., PageClient]
) -> None:
    client = client_for(cast.mentor)
    with transaction():
        db.session.get_one(Placement, cast.placement_id).until_date = TODAY - timedelta(days=14)
    client.get(address(cast, "2026-W45"))
    with transaction():
        db.session.get_one(Placement, cast.placement_id).until_date = TODAY - timedelta(days=15)
    client.get(address(cast, "2026-W45"), 404)
    client.post(f"{address(cast, '2026-W45')}/confirm", status=404)


@pytest.mark.parametrize("week", ["2026-W54", "0000-W00", "x", "2026-W47%0A"])
def test_a_week_that_is_none_is_not_there(cast: Cast, client_for: Callable[..., PageClient], week: str) -> None:
    client_for(cast.mentor).get(address(cast, week), 404)
