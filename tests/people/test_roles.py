"""Roles begin and end on days; who is signed in in a role that is over is refused at the next request."""

from datetime import date, timedelta

import pytest

from logbook.core import clock
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.people.services.roles import LAST_ONE
from tests.conftest import FRIDAY
from tests.factories import Cast, make_member, make_person
from tests.people.school import deeds, roles_of, times_of

TODAY = "2026-11-20"
YESTERDAY = "2026-11-19"


def role_of(person) -> str:
    return f"/people/roles/{roles_of(person)[0].id}"


def test_a_role_that_ended_ends_the_session_at_the_next_request(cast: Cast, client_for) -> None:
    teacher = client_for(cast.teacher)
    teacher.get("/me")
    client_for(cast.coordinator).post(role_of(cast.teacher), {"until_date": YESTERDAY})
    assert teacher.get("/me", 303).location.startswith("/sign-in")


def test_the_last_day_still_counts(cast: Cast, client_for) -> None:
    teacher = client_for(cast.teacher)
    client_for(cast.coordinator).post(role_of(cast.teacher), {"until_date": TODAY})
    teacher.get("/me")
    with clock.freeze(FRIDAY + timedelta(hours=7, minutes=30)):  # 22:02 in Flanders
        teacher.get("/me")
    with clock.freeze(FRIDAY + timedelta(hours=8, minutes=30)):  # 00:02, and still within eight hours' idleness
        teacher.get("/me", 303)


def test_an_end_is_no_deletion_and_can_be_taken_back(cast: Cast, client_for) -> None:
    client, where = client_for(cast.coordinator), role_of(cast.teacher)
    client.post(where, {"until_date": YESTERDAY})
    client.post(where, {"until_date": ""})
    assert roles_of(cast.teacher)[0].until_date is None
    client_for(cast.teacher).get("/me")


def test_with_the_role_the_time_in_the_classes_ends(cast: Cast, client_for) -> None:
    client_for(cast.coordinator).post(role_of(cast.learner), {"until_date": YESTERDAY})
    assert times_of(cast.learner)[0].until_date == date(2026, 11, 19)
    page = client_for(cast.teacher).get(f"/classes/{cast.group.id}")
    assert "Otto" in page.text and "Lotte" not in page.text


def test_an_end_before_the_beginning_is_refused_and_kept(cast: Cast, client_for) -> None:
    page = client_for(cast.coordinator).post(role_of(cast.teacher), {"until_date": "2026-08-01"}, 422)
    assert page.form("form.stack")["until_date"] == "2026-08-01"
    assert roles_of(cast.teacher)[0].until_date is None


def test_the_last_coordinator_stays(cast: Cast, client_for) -> None:
    client, where = client_for(cast.coordinator), role_of(cast.coordinator)
    assert LAST_ONE in client.post(where, {"until_date": TODAY}, 422).text
    with transaction():
        second = make_person("Cor")
        make_member(second, cast.school, Role.COORDINATOR)
    client.post(where, {"until_date": TODAY})


def test_a_coordinator_of_elsewhere_does_not_count_as_another(cast: Cast, client_for) -> None:
    with transaction():
        make_member(make_person("Cor"), cast.other_school, Role.COORDINATOR)
    client_for(cast.coordinator).post(role_of(cast.coordinator), {"until_date": TODAY}, 422)


def test_a_second_role_is_another_one_to_act_in(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    client.get(f"/people/{cast.teacher.id}/roles/new")
    client.get(f"/people/{cast.teacher.id}/roles/new?role=counsellor")
    client.post(f"/people/{cast.teacher.id}/roles", {"role": "counsellor", "from_date": TODAY})
    assert "Trajectbegeleider" in client_for(cast.teacher).get("/me").text


def test_the_same_role_twice_changes_nothing_and_overlapping_ones_are_refused(cast: Cast, client_for) -> None:
    client, where = client_for(cast.coordinator), f"/people/{cast.teacher.id}/roles"
    form = {"role": "counsellor", "from_date": TODAY}
    client.post(where, form)
    client.post(where, form)
    assert len(roles_of(cast.teacher)) == 2 and deeds("give_role") == 1
    client.post(where, form | {"from_date": "2026-12-01"}, 422)


def test_a_role_may_come_back_after_it_ended(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    client.post(role_of(cast.teacher), {"until_date": YESTERDAY})
    client.post(f"/people/{cast.teacher.id}/roles", {"role": "teacher", "from_date": TODAY})
    assert len(roles_of(cast.teacher)) == 2


def test_a_company_that_closed_gets_no_new_mentor(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    client.post(f"/school/companies/{cast.company.id}", {"name": cast.company.name, "until_date": YESTERDAY})
    form = {"role": "mentor", "from_date": TODAY, "company_id": cast.company.id}
    page = client.post(f"/people/{cast.teacher.id}/roles", form, 422)
    assert "Dit bedrijf is afgesloten." in page.text


@pytest.mark.parametrize("extra", ["school_id", "person_id", "until", "id"])
def test_unknown_fields_are_refused(cast: Cast, client_for, extra: str) -> None:
    form = {"role": "counsellor", "from_date": TODAY, extra: cast.other_school.id}
    client_for(cast.coordinator).post(f"/people/{cast.teacher.id}/roles", form, 422)
    assert len(roles_of(cast.teacher)) == 1


def test_a_companys_coordinator_ends_a_mentor_of_the_own_company_and_nobody_else(cast: Cast, client_for) -> None:
    client = client_for(cast.company_coordinator)
    client.post(role_of(cast.mentor), {"until_date": TODAY})
    for person in (cast.other_mentor, cast.teacher, cast.coordinator, cast.company_coordinator):
        client.post(role_of(person), {"until_date": TODAY}, 404)
    assert roles_of(cast.mentor)[0].until_date == date(2026, 11, 20)


def test_a_companys_coordinator_makes_nobody_coordinator(cast: Cast, client_for) -> None:
    client, where = client_for(cast.company_coordinator), f"/people/{cast.mentor.id}/roles"
    client.post(where, {"role": "coordinator", "from_date": TODAY}, 403)
    client.get(f"{where}/new?role=coordinator", 404)
    assert len(roles_of(cast.mentor)) == 1


def test_far_dates_are_no_dates(cast: Cast, client_for) -> None:
    for day in ("0001-01-01", "9999-12-31", "2026-02-30", "x"):
        client_for(cast.coordinator).post(role_of(cast.teacher), {"until_date": day}, 422)


def test_no_learners_role_for_whom_another_school_knows(cast: Cast, client_for) -> None:
    with transaction():
        make_member(cast.foreign_learner, cast.school, Role.TEACHER)
    form = {"role": "learner", "from_date": TODAY}
    page = client_for(cast.coordinator).post(f"/people/{cast.foreign_learner.id}/roles", form, 422)
    assert "Deze persoon hoort ook elders" in page.text
    assert {role.role for role in roles_of(cast.foreign_learner) if role.school_id == cast.school.id} == {"teacher"}
