"""The list of sessions: what it says, what it ends, and what else ends a session at once."""

from datetime import timedelta

import pytest
from flask import Flask

from logbook.accounts.models import Membership, SignInSession
from logbook.accounts.policy import device_words
from logbook.core import clock
from logbook.core.events import Event
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.conftest import FRIDAY
from tests.factories import Cast, make_member

from .mailbox import enter_by_mail

PIXEL = "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML) Chrome/140.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (PIXEL, "Chrome, Android"),
        (PIXEL + " SamsungBrowser/28.0", "Samsung Internet, Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) Version/18.4 Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/140 Safari/537 Edg/140", "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (unknown)", ""),
        ("tests", "tests"),
    ],
)
def test_a_device_is_called_as_people_call_it(line: str, words: str) -> None:
    assert device_words(line) == words


def test_the_list_says_what_how_and_when(cast: Cast, client_for, clean: Flask) -> None:
    client = client_for()
    client.client.environ_base["HTTP_USER_AGENT"] = PIXEL
    enter_by_mail(client, cast.mentor, clean)
    said = client.get("/me").one("#sessions").get_text(" ", strip=True)
    assert "Chrome, Android" in said and "met een code per mail" in said and "Mozilla" not in said


def test_all_others_end_at_once_and_this_one_stays(cast: Cast, client_for) -> None:
    phone, laptop, here = client_for(cast.mentor), client_for(cast.mentor), client_for(cast.mentor)
    stranger = client_for(cast.other_mentor)
    here.post("/me/sessions/end-others")
    for ended in (phone, laptop):
        ended.get("/me", 303)
    here.get("/me")
    stranger.get("/me")
    assert db.session.query(Event).filter_by(deed="end_session").count() == 2


def test_a_coordinator_ends_everybodys_of_the_own_school(cast: Cast, client_for) -> None:
    mentor, coordinator = client_for(cast.mentor), client_for(cast.coordinator)
    client_for(cast.teacher).post(f"/people/{cast.mentor.id}/sessions/end", status=404)
    coordinator.post(f"/people/{cast.outsider.id}/sessions/end", status=404)
    mentor.get("/me")
    coordinator.post(f"/people/{cast.mentor.id}/sessions/end")
    mentor.get("/me", 303)


def test_what_somebody_does_at_another_school_stays_open(cast: Cast, client_for) -> None:
    away = client_for(cast.outsider)
    with transaction():
        make_member(cast.outsider, cast.school, Role.GUARDIAN)
    client_for(cast.coordinator).post(f"/people/{cast.outsider.id}/sessions/end")
    away.get("/me")


def test_going_back_to_the_page_stays_here(cast: Cast, client_for) -> None:
    coordinator, path = client_for(cast.coordinator), f"/people/{cast.mentor.id}/sessions/end"
    back = coordinator.post(path, headers={"Referer": "http://localhost/people?page=2"})
    assert back.location == "/people"
    evil = coordinator.post(path, headers={"Referer": "http://evil.example//evil.example/"})
    assert evil.location == "/"


def test_a_session_ends_with_the_role_it_acts_in(cast: Cast, client_for) -> None:
    client = client_for(cast.teacher)
    with transaction():
        db.session.query(Membership).filter_by(person_id=cast.teacher.id).update(
            {"until_date": FRIDAY.date() - timedelta(days=1)}
        )
        make_member(cast.teacher, cast.school, Role.GUARDIAN)
    client.get("/me", 303)


def test_changing_role_makes_a_new_token(cast: Cast, client_for) -> None:
    with transaction():
        second = make_member(cast.teacher, cast.school, Role.COORDINATOR)
    client = client_for(cast.teacher)
    copy = client.copy()
    client.post("/me/role", {"membership": str(second.id)})
    client.get("/me")
    copy.get("/me", 303)


def test_a_cookie_planted_before_signing_in_opens_nothing_after(cast: Cast, client_for, clean: Flask) -> None:
    victim = client_for()
    victim.get("/sign-in")
    planted = victim.copy()
    enter_by_mail(victim, cast.mentor, clean)
    victim.get("/me")
    planted.get("/me", 303)
    assert db.session.query(SignInSession).count() == 1


def test_staff_sessions_last_seven_days_however_much_they_are_used(cast: Cast, client_for) -> None:
    client = client_for(cast.teacher)
    for hours in range(6, 7 * 24, 6):
        with clock.freeze(FRIDAY + timedelta(hours=hours)):
            client.get("/me")
    with clock.freeze(FRIDAY + timedelta(days=7)):
        client.get("/me", 303)


def test_the_coordinator_finds_both_where_people_are_looked_after(cast: Cast, client_for) -> None:
    coordinator = client_for(cast.coordinator)
    actions = {str(form["action"]) for form in coordinator.get(f"/people/{cast.mentor.id}").all("#sessions-of form")}
    person = f"/people/{cast.mentor.id}"
    assert actions == {f"{person}/sessions/end", f"{person}/second-factor/remove"}
    assert coordinator.get("/school").all("a[href='/school/sign-in']")
