"""Secrecy, promised once: before the first learner's data, in each role from outside, and never in the outbox's way."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from logbook.accounts.models import Membership, Person
from logbook.core.events import Event
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.factories import Cast, make_member
from tests.pages import PageClient
from tests.reviews.work import week_of_work, week_url
from tests.sync.phone import Phone, week_path
from tests.sync.test_week_ops import review

ClientFor = Callable[..., PageClient]
FROM_OUTSIDE = ("mentor", "supervisor", "company_coordinator")


def role_of(person: Person) -> Membership:
    return db.session.scalars(select(Membership).where(Membership.person_id == person.id)).one()


def new(person: Person) -> Person:
    with transaction():
        role_of(person).confidential_at = None
    return person


@pytest.mark.parametrize("name", FROM_OUTSIDE)
def test_it_comes_before_the_first_learner_and_once(name: str, cast: Cast, client_for: ClientFor) -> None:
    client = client_for(new(getattr(cast, name)))
    answer = client.get("/learners", 303)
    assert answer.location == "/promise?next=/learners"
    page = client.follow(answer)
    assert len(page.all("main button")) == 1, "one tap"
    assert client.post("/promise", {"next": page.one("input[name=next]")["value"]}).location == "/learners"
    assert cast.learner.given_name in client.get("/learners").text
    client.post("/promise")
    assert db.session.query(Event).filter_by(deed="promise_silence").count() == 1


def test_a_fragment_is_led_there_as_well(cast: Cast, client_for: ClientFor) -> None:
    answer = client_for(new(cast.mentor)).fragment("/inbox", 401)
    assert answer.headers["HX-Redirect"].startswith("/promise")


@pytest.mark.parametrize("name", ["learner", "teacher", "counsellor", "coordinator", "guardian"])
def test_the_school_s_own_people_are_not_asked(name: str, cast: Cast, client_for: ClientFor) -> None:
    client = client_for(new(getattr(cast, name)))
    client.get("/me")
    client.get("/promise", 404)
    client.post("/promise", status=404)


def test_a_new_role_asks_again(cast: Cast, client_for: ClientFor) -> None:
    with transaction():
        make_member(cast.mentor, cast.school, Role.SUPERVISOR, cast.company, confidential_at=None)
        second = db.session.scalars(select(Membership).filter_by(role="supervisor", person_id=cast.mentor.id)).one().id
    client = client_for(cast.mentor)
    client.get("/learners")
    client.post("/me/role", {"membership": str(second)})
    client.get("/learners", 303)


def test_what_a_mentor_wrote_without_a_line_is_taken(cast: Cast, client_for: ClientFor) -> None:
    entries = week_of_work(cast, 2)
    phone = Phone(client_for(new(cast.mentor)), cast.mentor)
    phone.ping()
    phone.send(week_path(cast), review(entries))
    assert phone.get("/changes", 403).code == "promise_first", "and takes nothing along before"


def test_nobody_is_led_elsewhere_by_it(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(new(cast.mentor))
    for target in ("https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "x" * 600):
        assert client.post("/promise", {"next": target}).location == "/"


def test_the_own_page_and_the_sheets_stay_open(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(new(cast.mentor))
    client.get("/me")
    client.get("/sheets")
    client.get(week_url(cast), 303)
