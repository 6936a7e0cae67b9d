"""What a school decides, its years and holidays, its companies."""

from datetime import date

import pytest
from sqlalchemy import select

from logbook.accounts.models import Company, SchoolHoliday, SchoolYear
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.training.models import Workplace
from tests.factories import Cast, add
from tests.people.school import deeds, typed


def test_settings_are_kept_and_shown(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    form = typed(client.get("/school/settings"))
    assert (form["name"], form["late_entry_days"]) == (cast.school.name, "7")
    client.post("/school/settings", form | {"late_entry_days": "3", "blind_first": "1"})
    assert (cast.school.late_entry_days, cast.school.blind_first) == (3, True)
    again = typed(client.get("/school/settings"))
    assert again["blind_first"] == "1"
    again.pop("blind_first")
    client.post("/school/settings", again)
    assert cast.school.blind_first is False


def test_settings_that_are_wrong_stay_typed_and_change_nothing(cast: Cast, client_for) -> None:
    form = {"name": "Nieuwe naam", "late_entry_days": "900", "mentor_late_days": "x"}
    page = client_for(cast.coordinator).post("/school/settings", form, 422)
    assert page.form("form.stack")["late_entry_days"] == "900" and cast.school.name != "Nieuwe naam"


@pytest.mark.parametrize("field", ["id", "school_id", "epoch"])
def test_settings_take_no_other_field(cast: Cast, client_for, field: str) -> None:
    client = client_for(cast.coordinator)
    form = typed(client.get("/school/settings"))
    client.post("/school/settings", form | {field: cast.other_school.id}, 422)


def test_the_same_settings_once_more_are_no_event(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    form = typed(client.get("/school/settings"))
    client.post("/school/settings", form)
    assert deeds("keep_settings") == 0


def test_a_year_runs_from_september_to_august_and_comes_once(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    client.post("/school/years", {"year": "2027"})
    client.post("/school/years", {"year": "2027"})
    query = select(SchoolYear).where(SchoolYear.school_id == cast.school.id, SchoolYear.starts_on == date(2027, 9, 1))
    assert db.session.scalars(query).one().ends_on == date(2028, 8, 31)


def test_holidays_come_once_within_a_year_and_can_be_taken_back(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    autumn = {"first": "2026-11-02", "last": "2026-11-08", "name": "Herfstvakantie"}
    client.post("/school/holidays", autumn)
    client.post("/school/holidays", autumn)
    assert deeds("add_holiday") == 1
    page = client.get("/school/years")
    assert "Herfstvakantie" in page.text
    client.post(page.one("form[action*=drop]")["action"])
    assert db.session.query(SchoolHoliday).count() == 0


def test_holidays_outside_a_year_or_backwards_are_refused_and_stay_typed(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    for first, last in (("2029-11-02", "2029-11-08"), ("2026-11-08", "2026-11-02")):
        page = client.post("/school/holidays", {"first": first, "last": last, "name": "Vakantie"}, 422)
        assert page.form("form[action*=holidays]")["first"] == first


def test_the_tracks_are_shown_with_their_running_placements(cast: Cast, client_for) -> None:
    text = client_for(cast.coordinator).get("/school/tracks").text
    assert "Lassen-constructie duaal" in text and "2 plaatsen" in text


def test_a_company_gets_establishments_and_a_training_centre(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    where = client.post("/school/companies", {"name": "Nieuw Staal nv"}).location
    hall = {"name": "Hal 3", "kind": "simulated", "address": "Voorbeeldstraat 1, Gent"}
    client.post(f"{where}/workplaces", hall)
    client.post(f"{where}/workplaces", hall, 422)
    page = client.get(where)
    assert "Hal 3" in page.text and "opleidingscentrum" in page.text
    workplace = db.session.scalars(select(Workplace).where(Workplace.name == "Hal 3")).one()
    form = typed(client.get(f"/school/workplaces/{workplace.id}"))
    client.post(f"/school/workplaces/{workplace.id}", form | {"kind": "company", "until_date": "2027-06-30"})
    assert (workplace.kind, workplace.until_date) == ("company", date(2027, 6, 30))


def test_a_companys_name_is_taken_once_in_a_school_only(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    client.post("/school/companies", {"name": "Elders Metaal"})
    client.post("/school/companies", {"name": "Elders Metaal"}, 422)


def test_companies_are_searched_and_paged(cast: Cast, client_for, count_queries) -> None:
    client = client_for(cast.coordinator)
    client.get("/school/companies")
    few = len(count_queries(lambda: client.get("/school/companies")))
    with transaction():
        for number in range(45):
            add(Company(school_id=cast.school.id, name=f"Métal {number:02}"))
    assert len(count_queries(lambda: client.get("/school/companies"))) == few
    page = client.get("/school/companies?q=métal")
    assert page.one("a[rel=next]") and "Métal 00" in page.text and "Staalwerk" not in page.text
    assert "Métal 44" in client.get("/school/companies?q=métal&page=3").text


def test_a_companys_coordinator_keeps_the_own_workplaces(cast: Cast, client_for) -> None:
    client = client_for(cast.company_coordinator)
    client.get(f"/school/companies/{cast.company.id}")
    client.post(f"/school/companies/{cast.company.id}/workplaces", {"name": "Hal 9", "kind": "company"})
    client.post(f"/school/companies/{cast.company.id}", {"name": "Andere naam"}, 404)
    assert cast.company.name == "Staalwerk Fictief nv"
