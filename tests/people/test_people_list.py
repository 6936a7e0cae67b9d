"""The list of people: found by what one remembers of a name, and as quick for many as for one."""

from datetime import date, timedelta

import pytest

from logbook.core import clock
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.people.queries.people import PAGE_SIZE, Wanted, people_page
from tests.factories import Cast, make_member, make_person, make_school


def names(page) -> list[str]:
    return [row.get_text() for row in page.all("tbody th a")]


@pytest.mark.parametrize("q", ["gok", "GÖKÇE", "sahin gok", "gökçe şahin", "gokce.sahin@"])
def test_a_name_is_found_without_its_accents_in_any_order(cast: Cast, client_for, q: str) -> None:
    with transaction():
        make_member(make_person("Gökçe", "Şahin", email="gokce.sahin@example.org"), cast.school, Role.TEACHER)
    assert names(client_for(cast.coordinator).get(f"/people?q={q}")) == ["Gökçe Şahin"]


def test_a_corrected_name_is_found_by_the_new_one(cast: Cast) -> None:
    actor = cast.actor("coordinator")
    with transaction():
        cast.teacher.family_name = "Überfluß"
    assert people_page(actor, Wanted(q="uberfluss")).total == 1
    assert people_page(actor, Wanted(q="tess proefpersoon")).total == 0


@pytest.mark.parametrize("q", ["%", "_", "\\", "'; drop table person; --"])
def test_signs_of_the_query_language_find_nothing(cast: Cast, client_for, q: str) -> None:
    assert "Niemand gevonden." in client_for(cast.coordinator).get("/people", query_string={"q": q}).text


def test_the_list_is_one_of_the_own_school(cast: Cast, client_for) -> None:
    text = client_for(cast.coordinator).get("/people").text
    assert "Lotte" in text and "Fien" not in text and "Uma" not in text


def test_filters_by_role_and_class(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    assert names(client.get("/people?role=mentor")) == ["Mia Proefpersoon", "Piet Proefpersoon"]
    learners = client.get(f"/people?role=learner&class={cast.group.id}")
    assert names(learners) == ["Lotte Proefpersoon", "Otto Proefpersoon"]


def test_who_is_over_stands_apart(cast: Cast, client_for) -> None:
    with transaction():
        gone = make_person("Gerda", "Gegaan")
        make_member(gone, cast.school, Role.TEACHER, until_date=clock.today() - timedelta(days=1))
    client = client_for(cast.coordinator)
    assert "Gerda" not in client.get("/people").text
    assert names(client.get("/people?show=ended")) == ["Gerda Gegaan"]


def test_a_companys_coordinator_sees_its_own_people_and_no_learner(cast: Cast, client_for) -> None:
    found = names(client_for(cast.company_coordinator).get("/people"))
    assert found == ["Bob Proefpersoon", "Kim Proefpersoon", "Piet Proefpersoon"]


def test_a_role_at_another_school_is_not_told(cast: Cast, client_for) -> None:
    with transaction():
        make_member(cast.mentor, cast.other_school, Role.COORDINATOR)
    page = client_for(cast.coordinator).get(f"/people/{cast.mentor.id}")
    assert "Instituut Elders" not in page.text and "Coördinator school" not in page.text


@pytest.mark.parametrize("query", ["role=king", "class=none", "show=all", "page=-1", "page=99999999", "q=" + "x" * 500])
def test_an_address_that_asks_nonsense_shows_a_list(cast: Cast, client_for, query: str) -> None:
    client_for(cast.coordinator).get(f"/people?{query}")


def test_pages_follow_each_other(cast: Cast, client_for) -> None:
    with transaction():
        for number in range(PAGE_SIZE + 5):
            make_member(make_person(f"Kind{number:03}", "Aaa"), cast.school, Role.LEARNER)
    client = client_for(cast.coordinator)
    first, second = names(client.get("/people?q=aaa")), names(client.get("/people?q=aaa&page=2"))
    assert (len(first), len(second)) == (PAGE_SIZE, 5) and not set(first) & set(second)
    assert client.get("/people?q=aaa").one("a[rel=next]")["href"] == "/people?q=aaa&page=2"


def test_many_people_ask_no_more_statements_than_one(cast: Cast, client_for, count_queries) -> None:
    client = client_for(cast.coordinator)
    client.get("/people")
    one = len(count_queries(lambda: client.get("/people?q=lotte")))
    with transaction():
        for number in range(60):
            person = make_person(f"Kind{number:03}")
            make_member(person, cast.school, Role.LEARNER)
            make_member(person, cast.school, Role.TEACHER)
    many = len(count_queries(lambda: client.get("/people")))
    assert one == many <= 8


def test_the_same_person_in_two_roles_is_one_row(cast: Cast, client_for) -> None:
    with transaction():
        make_member(cast.teacher, cast.school, Role.COUNSELLOR, from_date=date(2026, 10, 1))
    assert names(client_for(cast.coordinator).get("/people?q=tess")) == ["Tess Proefpersoon"]


def test_another_schools_class_filters_nobody_in(cast: Cast, client_for) -> None:
    with transaction():
        elsewhere = make_school("Derde")
    assert "Niemand gevonden." in client_for(cast.coordinator).get(f"/people?class={elsewhere.id}").text


def test_a_learners_page_leads_to_the_placement(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    page = client.get(f"/people/{cast.learner.id}")
    client.get(str(page.one(f"a[href='/placements/{cast.placement.id}']")["href"]))
