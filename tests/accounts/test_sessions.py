"""A session is a row: ending it ends every copy of its cookie."""

from datetime import timedelta

from logbook.accounts.models import Membership, SignInSession
from logbook.core import clock
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.conftest import FRIDAY
from tests.factories import Cast, make_member


def test_a_copied_cookie_is_refused_after_sign_out(cast: Cast, client_for) -> None:
    client = client_for(cast.mentor)
    copy = client.copy()
    copy.get("/me")
    client.post("/sign-out")
    copy.get("/me", 303)


def test_a_person_ends_another_of_the_own_sessions(cast: Cast, client_for) -> None:
    phone, laptop = client_for(cast.mentor), client_for(cast.mentor)
    action = laptop.get("/me").one("form[action$='/end']")["action"]
    laptop.follow(laptop.post(str(action)))
    phone.get("/me", 303)
    laptop.get("/me")


def test_nobody_ends_somebody_elses_session(cast: Cast, client_for) -> None:
    mentor = client_for(cast.mentor)
    client_for(cast.mentor)
    action = str(mentor.get("/me").one("form[action$='/end']")["action"])
    client_for(cast.teacher).post(action, status=404)
    mentor.post(f"/me/sessions/{new_id()}/end", status=404)


def test_school_staff_are_signed_out_after_a_day_without_use(cast: Cast, client_for) -> None:
    teacher, learner = client_for(cast.teacher), client_for(cast.learner)
    with clock.freeze(FRIDAY + timedelta(hours=10)):
        teacher.get("/me", 303)
        learner.get("/me")


def test_using_a_session_keeps_it_alive(cast: Cast, client_for) -> None:
    teacher = client_for(cast.teacher)
    for hours in (5, 10, 15):
        with clock.freeze(FRIDAY + timedelta(hours=hours)):
            teacher.get("/me")


def test_an_ended_role_ends_the_session(cast: Cast, client_for) -> None:
    client = client_for(cast.mentor)
    with transaction():
        db.session.query(Membership).filter_by(person_id=cast.mentor.id).update(
            {"until_date": FRIDAY.date() - timedelta(days=1)}
        )
    client.get("/me", 303)


def test_one_person_acts_in_one_role_at_a_time_and_sees_which(cast: Cast, client_for) -> None:
    with transaction():
        second = make_member(cast.teacher, cast.school, Role.COORDINATOR)
    client = client_for(cast.teacher)
    assert "Leraar" in client.get("/me").text
    client.post("/me/role", {"membership": str(second.id)})
    assert client.get("/me").one("[aria-current=true][name=membership]")["value"] == str(second.id)


def test_a_long_sign_in_becomes_short_in_a_role_that_has_short_ones(cast: Cast, client_for) -> None:
    client = client_for(cast.mentor)
    with transaction():
        second = make_member(cast.mentor, cast.school, Role.COORDINATOR)
    client.post("/me/role", {"membership": str(second.id)})
    session = db.session.query(SignInSession).one()
    assert session.expires_at == FRIDAY + timedelta(days=7)
    event = db.session.query(Event).filter_by(deed="choose_role").one()
    assert (event.old, event.new) == ("mentor", "coordinator")


def test_nobody_takes_a_role_that_is_not_theirs(cast: Cast, client_for) -> None:
    other = db.session.query(Membership).filter_by(person_id=cast.coordinator.id).one()
    client_for(cast.teacher).post("/me/role", {"membership": str(other.id)}, status=404)
    client_for(cast.teacher).post("/me/role", {"membership": "nonsense"}, status=404)


def test_language_and_theme_are_kept(cast: Cast, client_for) -> None:
    client = client_for(cast.mentor)
    client.post("/me/display", {"language": "fr", "theme": "dark"})
    page = client.get("/me")
    assert page.one("html")["lang"] == "fr" and page.one("html")["data-theme"] == "dark"
    client.post("/me/display", {"language": "xx"}, status=422)


def test_a_form_without_its_token_is_refused(cast: Cast, client_for) -> None:
    client_for(cast.mentor).post("/sign-out", {"csrf_token": "wrong"}, status=400)
    client_for().post("/me/display", {"csrf_token": "wrong", "language": "fr"}, status=401)
