"""Classes and who is in them."""

from datetime import date

from sqlalchemy import select

from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.training.models import ClassGroup
from tests.factories import Cast, join_class, make_member, make_person, make_year
from tests.people.school import deeds, times_of, typed

TODAY = "2026-11-20"


def new_class(cast: Cast, client, name: str = "7 LAS-d", status: int = 303) -> ClassGroup | None:
    form = {"name": name, "year_id": cast.group.school_year_id}
    client.post("/school/classes", form, status)
    return db.session.scalar(select(ClassGroup).where(ClassGroup.name == name, ClassGroup.school_id == cast.school.id))


def test_a_class_lasts_as_long_as_its_year(cast: Cast, client_for) -> None:
    group = new_class(cast, client_for(cast.coordinator))
    assert group and group.until_date == date(2027, 8, 31)
    assert "7 LAS-d" in client_for(cast.coordinator).get("/school/classes").text


def test_a_name_is_taken_once_a_year(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    new_class(cast, client)
    new_class(cast, client, status=422)
    assert deeds("add_class") == 1


def test_another_schools_year_and_an_unknown_track_are_refused(cast: Cast, client_for) -> None:
    with transaction():
        foreign = make_year(cast.other_school)
    client = client_for(cast.coordinator)
    client.post("/school/classes", {"name": "7 X", "year_id": foreign.id}, 404)
    wrong = {"name": "7 X", "year_id": cast.group.school_year_id, "track_id": "koken"}
    assert client.post("/school/classes", wrong, 422).form("form.stack-m")["name"] == "7 X"


def test_somebody_who_has_the_role_is_found_and_added_once(cast: Cast, client_for) -> None:
    client, where = client_for(cast.coordinator), f"/school/classes/{cast.other_group.id}"
    page = client.get(f"{where}/add?role=learner&q=lotte")
    form = typed(page, "form[method=post]") | {"person_id": page.one("button[name=person_id]")["value"]}
    client.post(f"{where}/members", form)
    client.post(f"{where}/members", form)
    assert [time.class_id for time in times_of(cast.learner)].count(cast.other_group.id) == 1
    assert "Lotte" in client.get(where).text
    assert "Lotte" not in client.get(f"{where}/add?role=learner&q=lotte").one("main").get_text()


def test_only_who_has_the_role_at_this_school_is_added(cast: Cast, client_for) -> None:
    client, where = client_for(cast.coordinator), f"/school/classes/{cast.group.id}/members"
    for person in (cast.mentor, cast.foreign_learner, cast.outsider):
        client.post(where, {"role": "teacher", "person_id": person.id, "from_date": TODAY}, 404)
    client.post(where, {"role": "coordinator", "person_id": cast.coordinator.id, "from_date": TODAY}, 422)


def test_a_day_outside_the_year_is_refused(cast: Cast, client_for) -> None:
    form = {"role": "learner", "person_id": cast.learner.id, "from_date": "2027-09-01"}
    client_for(cast.coordinator).post(f"/school/classes/{cast.other_group.id}/members", form, 422)


def test_a_time_in_a_class_ends_on_a_day(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    where = f"/school/classes/{cast.group.id}/members/{cast.teacher.id}"
    teacher = client_for(cast.teacher)
    teacher.get(f"/classes/{cast.group.id}")
    client.post(where, typed(client.get(where), "form.stack-m") | {"until_date": "2026-11-19"})
    teacher.get(f"/classes/{cast.group.id}", 404)
    assert times_of(cast.teacher)[0].until_date == date(2026, 11, 19)


def test_a_class_that_closes_takes_everybodys_access_along(cast: Cast, client_for) -> None:
    client, where = client_for(cast.coordinator), f"/school/classes/{cast.group.id}"
    client.post(where, typed(client.get(where), "form.stack-m") | {"until_date": "2026-11-19"})
    client_for(cast.teacher).get(where.replace("/school", ""), 404)
    client_for(cast.teacher).get(f"/learners/{cast.learner.id}/progress", 404)


def test_a_closing_day_is_one_of_the_year(cast: Cast, client_for) -> None:
    where = f"/school/classes/{cast.group.id}"
    page = client_for(cast.coordinator).post(where, {"name": "6 B", "until_date": "2028-01-01"}, 422)
    assert page.form("form.stack-m")["name"] == "6 B" and cast.group.name == "6 LAS-d"


def test_a_large_class_asks_no_more_than_a_small_one(cast: Cast, client_for, count_queries) -> None:
    client, where = client_for(cast.coordinator), f"/school/classes/{cast.group.id}"
    client.get(where)
    few = len(count_queries(lambda: client.get(where)))
    with transaction():
        for number in range(30):
            person = make_person(f"Kind{number}")
            make_member(person, cast.school, Role.LEARNER)
            join_class(cast.group, person, Role.LEARNER)
    assert len(count_queries(lambda: client.get(where))) == few <= 6


def test_the_list_of_classes_counts_in_one_statement(cast: Cast, client_for, count_queries) -> None:
    client = client_for(cast.coordinator)
    client.get("/school/classes")
    few = len(count_queries(lambda: client.get("/school/classes")))
    for number in range(10):
        new_class(cast, client, f"K{number}")
    assert len(count_queries(lambda: client.get("/school/classes"))) == few
