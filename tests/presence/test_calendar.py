"""Calendars with a secret address: what is in them, and whom the address opens them to."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from logbook.accounts.models import Membership
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.presence.models import CalendarFeed
from logbook.training.models import ClassMember
from tests.factories import Cast
from tests.pages import PageClient
from tests.presence.work import TODAY, holiday, say


def address_of(client: PageClient, **of: object) -> str:
    """Make a calendar and return its path, as the answer shows it this once."""
    page = client.post("/calendars", {name: str(value) for name, value in of.items()}, 201)
    return str(page.one("#address")["value"]).split("localhost", 1)[1]


def events(client: PageClient, path: str) -> list[tuple[str, str]]:
    """Return day and summary of each event."""
    response = client.client.get(path)
    assert response.status_code == 200 and response.mimetype == "text/calendar"
    calendar = Calendar.from_ical(response.data)
    return [(str(event["dtstart"].dt), str(event["summary"])) for event in calendar.walk("VEVENT")]


def test_a_class_shows_who_is_at_work_by_given_name(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    holiday(cast, TODAY + timedelta(days=3), name="Vrije maandag")
    path = address_of(client_for(cast.teacher), class_id=cast.group.id)
    found = dict(events(client_for(), path))
    assert found[TODAY.isoformat()] == "Op de werkplek: Lotte, Otto"
    assert found[(TODAY + timedelta(days=3)).isoformat()] == "Vrije maandag"


def test_nothing_but_given_names_is_in_it(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    say(cast, "sick")
    path = address_of(client_for(cast.teacher), class_id=cast.group.id)
    text = client_for().client.get(path).text
    for secret in ("Proefpersoon", "Staalwerk", "ziek", "sick", "@", str(cast.learner.id), "Piet", cast.school.name):
        assert secret not in text
    assert "Lotte" in text


def test_a_learner_has_the_own_and_it_needs_no_cookie(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    path = address_of(client_for(cast.learner), learner_id=cast.learner.id)
    response = client_for().client.get(path)
    assert "Set-Cookie" not in response.headers
    assert response.headers["Cache-Control"].startswith("private")
    assert "Otto" not in response.text and "Lotte" in response.text


def test_what_did_not_change_is_not_sent_again(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    path = address_of(client_for(cast.learner), learner_id=cast.learner.id)
    client = client_for().client
    etag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    holiday(cast, TODAY)
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_the_secret_is_shown_once_and_kept_nowhere(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    client = client_for(cast.teacher)
    token = address_of(client, class_id=cast.group.id).removeprefix("/calendar/").removesuffix(".ics")
    assert token not in client.get("/calendars").html
    assert db.session.query(CalendarFeed).one().token_sha256 != token
    assert len(token) >= 43


def test_a_new_address_replaces_the_old_one_and_ending_ends_it(
    cast: Cast, client_for: Callable[..., PageClient]
) -> None:
    client, anybody = client_for(cast.teacher), client_for()
    old = address_of(client, class_id=cast.group.id)
    other = address_of(client, learner_id=cast.learner.id)
    new = address_of(client, class_id=cast.group.id)
    anybody.get(old, 404)
    anybody.get(other)
    feed = db.session.scalar(
        select(CalendarFeed.id).where(CalendarFeed.class_id.isnot(None), CalendarFeed.revoked_at.is_(None))
    )
    client_for(cast.counsellor).post(f"/calendars/{feed}/end", status=404)
    anybody.get(new)
    client.post(f"/calendars/{feed}/end")
    anybody.get(new, 404)
    client.post(f"/calendars/{feed}/end", status=404)


@pytest.mark.parametrize("token", ["x", "0" * 43, "..", "%2e%2e", "a.ics", "%00", "' or 1=1 --"])
def test_an_address_that_nobody_made_is_not_there(client_for: Callable[..., PageClient], token: str) -> None:
    client_for().get(f"/calendar/{token}.ics", 404)


@pytest.mark.parametrize("ended", ["role", "class"])
def test_the_address_ends_with_what_its_maker_may_read(
    cast: Cast, client_for: Callable[..., PageClient], ended: str
) -> None:
    path, anybody = address_of(client_for(cast.teacher), class_id=cast.group.id), client_for()
    yesterday = TODAY - timedelta(days=1)
    anybody.get(path)
    with transaction():
        table = Membership if ended == "role" else ClassMember
        db.session.query(table).filter_by(person_id=cast.teacher.id).update({"until_date": yesterday})
    anybody.get(path, 404)


@pytest.mark.parametrize("who", ["learner", "other_teacher", "outsider", "mentor"])
def test_nobody_makes_one_of_what_is_out_of_reach(cast: Cast, client_for: Callable[..., PageClient], who: str) -> None:
    client = client_for(getattr(cast, who))
    client.post("/calendars", {"class_id": str(cast.group.id)}, 404)
    client.post("/calendars", {"learner_id": str(cast.other_learner.id)}, 404)
    assert db.session.query(CalendarFeed).count() == 0


def test_one_thing_at_a_time(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    client = client_for(cast.teacher)
    client.post("/calendars", {}, 422)
    client.post("/calendars", {"class_id": str(cast.group.id), "learner_id": str(cast.learner.id)}, 422)
    client.post("/calendars", {"class_id": "x"}, 422)
