"""Somebody new: added once, linked without a word when the address is known, and only by who may."""

import pytest
from sqlalchemy import select

from logbook.accounts.models import Guardianship, Membership, Person
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.factories import Cast, make_member, make_person
from tests.people.school import deeds, newcomer, roles_of, somebody, times_of


def test_a_learner_comes_in_a_class_without_an_address(cast: Cast, client_for) -> None:
    form = newcomer(born_on="2010-05-06", class_id=cast.group.id)
    answer = client_for(cast.coordinator).post("/people", form)
    zoe = somebody("Zoë")[0]
    assert answer.location == f"/people/{zoe.id}"
    assert (zoe.email, zoe.born_on.isoformat(), roles_of(zoe)[0].role) == (None, "2010-05-06", "learner")
    assert [time.class_id for time in times_of(zoe)] == [cast.group.id]


def test_the_form_sent_twice_makes_one_person(cast: Cast, client_for) -> None:
    client, form = client_for(cast.coordinator), newcomer(class_id=cast.group.id)
    first, second = client.post("/people", form), client.post("/people", form)
    assert first.location == second.location
    zoe = somebody("Zoë")
    assert len(zoe) == 1 and len(roles_of(zoe[0])) == 1 and len(times_of(zoe[0])) == 1
    assert deeds("add_person") == 1


def test_two_learners_may_have_one_name(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    client.post("/people", newcomer())
    client.post("/people", newcomer())
    assert len(somebody("Zoë")) == 2


def test_a_known_address_leads_to_its_person_who_keeps_the_own_name(cast: Cast, client_for) -> None:
    form = newcomer(Role.TEACHER, email=cast.outsider.email.upper())
    answer = client_for(cast.coordinator).post("/people", form)
    assert answer.location == f"/people/{cast.outsider.id}" and somebody("Zoë") == []
    assert {role.school_id for role in roles_of(cast.outsider)} == {cast.school.id, cast.other_school.id}


def test_the_page_of_a_linked_person_tells_nothing_of_elsewhere(cast: Cast, client_for) -> None:
    with transaction():
        cast.outsider.born_on = None
    client = client_for(cast.coordinator)
    page = client.follow(client.post("/people", newcomer(Role.TEACHER, email=cast.outsider.email)))
    assert "Instituut Elders" not in page.text and "Gegevens verbeteren" not in page.text


def test_a_learner_of_another_school_is_not_drawn_in_by_an_address(cast: Cast, client_for) -> None:
    page = client_for(cast.coordinator).post("/people", newcomer(email=cast.foreign_learner.email), 422)
    assert "Dit adres kan niet bij een leerling" in page.text
    assert len(roles_of(cast.foreign_learner)) == 1


def test_the_id_of_another_schools_person_opens_nothing(cast: Cast, client_for) -> None:
    form = newcomer(person_id=cast.foreign_learner.id)
    client_for(cast.coordinator).post("/people", form, 404)
    assert len(roles_of(cast.foreign_learner)) == 1


@pytest.mark.parametrize("field", ["school_id", "handle", "language", "id", "confidential_at", "search"])
def test_a_field_that_the_form_does_not_have_is_refused(cast: Cast, client_for, field: str) -> None:
    client_for(cast.coordinator).post("/people", newcomer(**{field: cast.other_school.id}), 422)
    assert somebody("Zoë") == []


def test_what_was_typed_stays(cast: Cast, client_for) -> None:
    wrong = newcomer(Role.MENTOR, email="geen adres", company_id=cast.company.id, from_date="morgen")
    form = client_for(cast.coordinator).post("/people", wrong, 422).form("form.stack")
    kept = {name: form[name] for name in ("person_id", "given_name", "family_name", "email", "company_id")}
    assert kept == {name: str(wrong[name]) for name in kept}


def test_staff_need_an_address(cast: Cast, client_for) -> None:
    page = client_for(cast.coordinator).post("/people", newcomer(Role.TEACHER), 422)
    assert "Vul een e-mailadres in" in page.text


@pytest.mark.parametrize("role", [Role.MENTOR, Role.SUPERVISOR, Role.COMPANY_COORDINATOR])
def test_a_role_at_a_company_needs_the_company(cast: Cast, client_for, role: Role) -> None:
    client_for(cast.coordinator).post("/people", newcomer(role, email="z@example.org"), 403)
    assert somebody("Zoë") == []


def test_another_schools_company_and_class_are_not_there(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    foreign = db.session.scalars(select(Membership).where(Membership.person_id == cast.outsider.id)).one()
    client.post("/people", newcomer(Role.MENTOR, email="z@example.org", company_id=foreign.school_id), 404)
    client.post("/people", newcomer(class_id=foreign.school_id), 404)
    assert somebody("Zoë") == []


def test_a_companys_coordinator_adds_a_mentor_of_the_own_company(cast: Cast, client_for) -> None:
    form = newcomer(Role.MENTOR, email="z@example.org", company_id=cast.company.id)
    client_for(cast.company_coordinator).post("/people", form)
    assert roles_of(somebody("Zoë")[0])[0].company_id == cast.company.id


@pytest.mark.parametrize("role", [Role.TEACHER, Role.COORDINATOR, Role.LEARNER, Role.COMPANY_COORDINATOR])
def test_a_companys_coordinator_gives_no_other_role(cast: Cast, client_for, role: Role) -> None:
    client = client_for(cast.company_coordinator)
    client.get(f"/people/new?role={role}", 404)
    client.post("/people", newcomer(role, email="z@example.org", company_id=cast.company.id), 403)
    client.post("/people", newcomer(role, email="z@example.org"), 403)


def test_a_companys_coordinator_adds_nobody_to_another_company(cast: Cast, client_for) -> None:
    other = roles_of(cast.other_mentor)[0].company_id
    form = newcomer(Role.MENTOR, email="z@example.org", company_id=other)
    client_for(cast.company_coordinator).post("/people", form, 403)


def test_a_guardian_is_linked_to_the_learner_and_found_again_for_a_brother(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    for learner in (cast.learner, cast.other_learner):
        client.post("/people", newcomer(Role.GUARDIAN, email="ouder@example.org", learner_id=learner.id))
    parent = somebody("Zoë")
    links = db.session.scalars(select(Guardianship.learner_id).where(Guardianship.guardian_id == parent[0].id))
    assert len(parent) == 1 and set(links) == {cast.learner.id, cast.other_learner.id}


def test_a_guardian_is_not_linked_to_another_schools_learner(cast: Cast, client_for) -> None:
    form = newcomer(Role.GUARDIAN, email="ouder@example.org", learner_id=cast.foreign_learner.id)
    client_for(cast.coordinator).post("/people", form, 404)
    assert somebody("Zoë") == []


def test_a_guardian_who_is_unlinked_no_longer_reads(cast: Cast, client_for) -> None:
    with transaction():
        cast.school.guardians_read = True
    guardian = client_for(cast.guardian)
    guardian.get(f"/learners/{cast.learner.id}/progress")
    client_for(cast.coordinator).post(f"/people/{cast.learner.id}/guardians/{cast.guardian.id}/end")
    guardian.get(f"/learners/{cast.learner.id}/progress", 404)


def test_two_schools_may_link_the_same_guardian(cast: Cast) -> None:
    with transaction():
        make_member(cast.learner, cast.other_school, Role.LEARNER)
        db.session.add(
            Guardianship(guardian_id=cast.guardian.id, learner_id=cast.learner.id, school_id=cast.other_school.id)
        )
    assert db.session.query(Guardianship).count() == 2


@pytest.mark.parametrize("name", ["Zoë\u202eatseT", "Zoë\nProef", "x" * 61])
def test_a_name_looks_like_what_it_is(cast: Cast, client_for, name: str) -> None:
    client_for(cast.coordinator).post("/people", newcomer(given_name=name), 422)


def test_markup_in_a_name_stays_words(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    page = client.follow(client.post("/people", newcomer(given_name="<b>Zoë</b>")))
    assert page.h1.startswith("<b>Zoë</b>")


def test_nobody_else_adds_people(cast: Cast, client_for) -> None:
    for name in ("teacher", "counsellor", "mentor", "learner", "guardian", "supervisor"):
        client_for(getattr(cast, name)).post("/people", newcomer(), 404)
    assert db.session.scalars(select(Person).where(Person.given_name == "Zoë")).all() == []


def test_a_person_with_one_address_is_made_once(cast: Cast, client_for) -> None:
    with transaction():
        make_person("Ann", email="z@example.org")
    client_for(cast.coordinator).post("/people", newcomer(Role.TEACHER, email="z@example.org"))
    assert somebody("Zoë") == []


def test_the_form_to_correct_somebody_of_elsewhere_tells_no_birthday(cast: Cast, client_for) -> None:
    client = client_for(cast.company_coordinator)
    form = newcomer(Role.MENTOR, email=cast.learner.email, company_id=cast.company.id)
    client.post("/people", form)
    client.get(f"/people/{cast.learner.id}")
    client.get(f"/people/{cast.learner.id}/correct", 403)
