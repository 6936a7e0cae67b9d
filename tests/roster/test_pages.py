"""The pages of the import: what a coordinator sees and taps, and what nobody else gets."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask

from logbook.accounts.models import SchoolYear
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.roster.models import RosterImport
from logbook.web import jobs
from tests.factories import YEAR_START, Cast, make_member, make_person, make_year
from tests.pages import Page, PageClient
from tests.roster.conftest import drain, receive
from tests.roster.files import LENA, SMALL, as_csv, as_xlsx, changed


@pytest.fixture
def coordinator(cast: Cast, client_for: Callable[..., PageClient]) -> PageClient:
    return client_for(cast.coordinator)


def _send(client: PageClient, cast: Cast, content: bytes, status: int = 303, **more: str) -> Page:
    year = db.session.query(SchoolYear).filter_by(school_id=cast.school.id).one()
    form = {"year": str(year.id), "file": (BytesIO(content), "mensen.csv")} | more
    return client.post("/school/import", form, status, content_type="multipart/form-data")


def test_from_the_file_to_the_school_and_back(clean: Flask, cast: Cast, coordinator: PageClient) -> None:
    page = coordinator.follow(_send(coordinator, cast, as_csv(*SMALL)))
    assert page.h1 == "Wat verandert er" and "Lena Proef" in page.text
    assert "Nieuw 6" in page.text and "Verandert 9" in page.text and "Stopt 0" in page.text
    apply = page.one("form[action$=apply]")["action"]
    page = coordinator.follow(coordinator.post(str(apply), page.form("form[action$=apply]")))
    assert "Bezig met inlezen" in page.text and page.one("progress")["value"] == "0"
    drain(clean)
    page = coordinator.get(str(apply).removesuffix("/apply"))
    assert "Alles is ingelezen" in page.text
    undo = page.one("form[action$=undo]")["action"]
    coordinator.post(str(undo))
    drain(clean)
    assert "teruggedraaid" in coordinator.get(str(undo).removesuffix("/undo")).text


def test_the_file_is_told_by_what_it_is_and_not_by_its_name(cast: Cast, coordinator: PageClient) -> None:
    page = coordinator.follow(_send(coordinator, cast, as_xlsx(*SMALL)))
    assert "Lena Proef" in page.text


def test_every_wrong_line_is_told_and_nothing_can_be_applied(cast: Cast, coordinator: PageClient) -> None:
    lines = (changed(LENA, e_mail="lena"), changed(LENA, rol="<script>alert(1)</script>"))
    page = coordinator.follow(_send(coordinator, cast, as_csv(*lines)))
    cells = [[cell.get_text() for cell in row.select("td")] for row in page.all("tbody tr")]
    assert [row[:2] for row in cells] == [["2", "e-mail"], ["3", "rol"]]
    assert "naam@bedrijf.be" in cells[0][2] and not page.all("form[action$=apply]")


def test_a_name_from_a_file_is_never_markup(cast: Cast, coordinator: PageClient) -> None:
    page = coordinator.follow(_send(coordinator, cast, as_csv(changed(LENA, voornaam="<b onclick=x>Lena"))))
    assert "<b onclick=x>Lena Proef" in page.text and not page.all("b[onclick]")


@pytest.mark.parametrize("form", [{"year": ""}, {"year": "x"}, {"year": "00000000-0000-7000-8000-000000000000"}])
def test_a_year_that_is_not_the_schools_is_refused_beside_the_field(
    cast: Cast, coordinator: PageClient, form: dict[str, str]
) -> None:
    page = _send(coordinator, cast, as_csv(*SMALL), 422, **form)
    assert page.one("#f-year-error") and db.session.query(RosterImport).count() == 0


def test_another_schools_year_is_refused(cast: Cast, coordinator: PageClient) -> None:
    with transaction():
        year = make_year(cast.other_school)
    _send(coordinator, cast, as_csv(*SMALL), 422, year=str(year.id))


def test_no_file_and_an_empty_file(cast: Cast, coordinator: PageClient) -> None:
    assert _send(coordinator, cast, b"", 422).one("#f-file-error")
    assert coordinator.post("/school/import", {}, 422).one("#f-file-error")


def test_a_file_of_more_than_eight_megabytes_is_refused(cast: Cast, coordinator: PageClient) -> None:
    content = b"x" * (8 * 1024 * 1024 + 1)
    coordinator._open("post", "/school/import", 413, data=content, content_type="multipart/form-data; boundary=x")


def test_what_changed_since_the_preview_is_shown_again(cast: Cast, coordinator: PageClient) -> None:
    page = coordinator.follow(_send(coordinator, cast, as_csv(LENA)))
    form, action = page.form("form[action$=apply]"), str(page.one("form[action$=apply]")["action"])
    with transaction():
        make_member(make_person("Lena", "Proef", email="lena@example.org"), cast.school, Role.LEARNER)
    page = coordinator.post(action, form, 409)
    assert "is veranderd sinds" in page.text and page.form("form[action$=apply]") != form
    coordinator.post(action, {"agreed": "guessed"}, 409)
    coordinator.post(action, {}, 409)


def test_another_schools_import_is_not_found_by_any_deed(
    cast: Cast, coordinator: PageClient, client_for: Callable[..., PageClient]
) -> None:
    kept = receive(cast, as_csv(LENA))
    with transaction():
        stranger = make_person("Vera", "Elders")
        make_member(stranger, cast.other_school, Role.COORDINATOR, from_date=YEAR_START)
    client = client_for(stranger)
    client.get(f"/school/import/{kept}", 404)
    for deed in ("apply", "stop", "drop", "undo"):
        client.post(f"/school/import/{kept}/{deed}", {}, 404)
    assert db.session.get_one(RosterImport, kept).state == "ready"


def test_a_long_preview_is_paged_and_its_queries_do_not_grow(
    cast: Cast, coordinator: PageClient, count_queries: Callable[..., list[str]]
) -> None:
    few = receive(cast, as_csv(LENA))
    many = receive(cast, as_csv(*(changed(LENA, nummer=str(n), e_mail=f"p{n}@example.org") for n in range(120))))
    asked = [len(count_queries(lambda at=at: coordinator.get(f"/school/import/{at}"))) for at in (few, few, many)]
    assert asked[1] == asked[2] <= 12
    assert len(coordinator.get(f"/school/import/{many}?show=new&page=2").all("tbody tr")) == 50
    assert len(coordinator.get(f"/school/import/{many}?show=nothing&page=-3").all("tbody tr")) == 50


def test_how_far_it_is_comes_as_a_part_of_the_page(cast: Cast, coordinator: PageClient, clean: Flask) -> None:
    page = coordinator.follow(_send(coordinator, cast, as_csv(*SMALL)))
    action = str(page.one("form[action$=apply]")["action"])
    coordinator.post(action, page.form("form[action$=apply]"))
    address = action.removesuffix("/apply")
    with clean.app_context():
        jobs.tell(address.rpartition("/")[2], 1, 2)
    part = coordinator.fragment(address)
    assert part.one("progress")["value"] == "50" and part.one("#state")["hx-trigger"] == "every 1s"
    coordinator.post(address + "/stop")
    drain(clean)
    assert coordinator.get(address).h1 == "Wat verandert er"


def test_the_example_files_can_be_read_in(cast: Cast, coordinator: PageClient) -> None:
    for kind in ("csv", "xlsx"):
        content = coordinator.get(f"/school/import/example.{kind}").response.data
        page = coordinator.follow(_send(coordinator, cast, content))
        assert "Leerling Voorbeeld" in page.text and not page.all(".note.bad")
    coordinator.get("/school/import/example.exe", 404)


def test_files_of_before_are_listed_a_page_at_a_time(cast: Cast, coordinator: PageClient) -> None:
    for _ in range(21):
        receive(cast, as_csv(LENA))
    assert len(coordinator.get("/school/import").all("a[href*='/school/import/0']")) == 20
    assert len(coordinator.get("/school/import?page=2").all("a[href*='/school/import/0']")) == 1
