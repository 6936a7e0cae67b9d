"""The pages that explain sheets and stages."""

from collections.abc import Callable

import pytest

from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.sheets.models import STAGES
from tests import factories
from tests.pages import PageClient

from .files import WELDING

pytestmark = pytest.mark.usefixtures("library")
ClientFor = Callable[..., PageClient]
WELD, SOFT = f"/sheets/{WELDING}", "/sheets/soft-skills"


@pytest.fixture
def client(client_for: ClientFor) -> PageClient:
    return client_for(person())


def person(role: Role = Role.LEARNER, language: str = "nl") -> factories.Person:
    with transaction():
        school = factories.make_school()
        someone = factories.make_person("Lena", language=language)
        factories.make_member(someone, school, role)
    return someone


def test_the_list_shows_every_sheet(client: PageClient) -> None:
    page = client.get("/sheets")
    assert page.h1 == "Fiches"
    links = [link["href"] for link in page.all("main a.cell, main a.row")]
    assert links == [WELD, "/sheets/emt-smeren", SOFT, "/stages"]


def test_a_sheet_shows_steps_checks_and_criteria(client: PageClient) -> None:
    page = client.get(WELD)
    assert page.h1 == "Hoeklas PA"
    assert len(page.all("ol.steps li")) == 12
    assert len(page.all("#checks li")) == 9
    assert len(page.all("#criteria a[data-slide-over]")) == 10
    assert "ISO 6520-1:2007: 5011/5012" in page.text
    assert "kraterscheur" in page.text


def test_a_theme_shows_its_sections(client: PageClient) -> None:
    page = client.get("/sheets/emt-smeren")
    assert [summary.b.get_text() for summary in page.all("main summary") if summary.b] == [
        "Leerdoelen",
        "Kennis & vaardigheden op school",
        "Oefencontexten bedrijf & gesimuleerd leren",
    ]


def test_soft_skills_show_their_scale_once_and_the_extension(client: PageClient) -> None:
    page = client.get(SOFT)
    assert page.text.count("Boven verwachting") == 1
    assert "Probleemoplossend vermogen *" in page.text
    assert "* Dit vraagt meer dan de basis." in page.text
    assert len(page.all("main section.sec li")) == 16


def test_a_criterion_shows_right_beside_wrong(client: PageClient) -> None:
    page = client.get(f"{WELD}/criteria/undercut")
    assert [use["href"].rpartition("#")[2] for use in page.all("#criterion-help figure use")] == [
        "w-undercut-good",
        "w-undercut-bad",
    ]
    assert [letter.get_text() for letter in page.all("figcaption b")] == ["V", "O"]
    assert [link["href"] for link in page.all("main nav a")] == [
        f"{WELD}/criteria/complete_shape",
        f"{WELD}/criteria/throat_thickness",
    ]


def test_the_help_slides_over_a_form_as_a_part(client: PageClient) -> None:
    part = client.fragment(f"{WELD}/criteria/throat_thickness")
    assert "<html" not in part.html
    assert part.one("#criterion-help h2").get_text() == "Keelhoogte vlgs norm"
    assert "a op de tekening, a gemeten" in part.text
    assert part.headers["Vary"].count("HX-Request-Type") == 1


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("soft-skills/criteria/problem_solving", "Dit vraagt meer dan de basis"),
        (f"{WELDING}/criteria/removes_burrs", "Verwijdert bramen"),
    ],
)
def test_a_criterion_without_a_drawing(client: PageClient, path: str, words: str) -> None:
    page = client.get(f"/sheets/{path}")
    assert words in page.text
    assert not page.all("#criterion-help figure")


def test_the_stages(client: PageClient) -> None:
    page = client.get("/stages")
    assert [link["href"] for link in page.all("main ol a")] == [f"/stages/{stage}" for stage in STAGES]
    for number, stage in enumerate(STAGES):
        page = client.get(f"/stages/{stage}")
        assert len(page.all("section.card")) == 5
        assert len(page.all("main nav a")) == (1 if number in (0, 5) else 2)


@pytest.mark.parametrize(
    "path",
    [
        "/sheets/none",
        "/sheets/cognitive-apprenticeship",
        f"{WELD}/criteria/none",
        f"{SOFT}/criteria/undercut",
        "/stages/dreaming",
    ],
)
def test_what_is_not_there(client: PageClient, path: str) -> None:
    client.get(path, status=404)


@pytest.mark.parametrize(("language", "words"), [("fr", "Sans aide"), ("en", "On my own")])
def test_sheets_speak_the_readers_language(client_for: ClientFor, language: str, words: str) -> None:
    client = client_for(person(language=language))
    assert words in client.get("/stages").text
    for path in ("/sheets", WELD, SOFT, "/sheets/emt-smeren", f"{WELD}/criteria/crack_free"):
        client.get(path)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_may_read(client_for: ClientFor, role: Role) -> None:
    client = client_for(person(role))
    for path in ("/sheets", WELD, f"{WELD}/criteria/crack_free", "/stages", "/stages/coaching"):
        client.get(path)


def test_nobody_reads_before_signing_in(client_for: ClientFor) -> None:
    page = client_for().get("/sheets", status=303)
    assert page.location.startswith("/sign-in")
