"""A school that sets itself up on a phone: from the one-time code to a class with a learner and a teacher."""

from pathlib import Path

from playwright.sync_api import Page
from pyotp import TOTP

from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.people.services.set_up import make_code
from tests.conftest import FRIDAY
from tests.e2e import school
from tests.e2e.conftest import Open


def _code(data: Path) -> str:
    with school.app(data).app_context(), clock.freeze(FRIDAY), transaction():
        return make_code()


def _fill(page: Page, **fields: str) -> None:
    for name, text in fields.items():
        page.locator(f"[name={name}]").fill(text)


def _begin(page: Page, code: str) -> None:
    _fill(page, code=code, school="Technisch Instituut Nieuw", given_name="Ada", family_name="Beginner")
    page.get_by_label("Je e-mailadres").fill("ada@example.org")
    page.get_by_role("button", name="School beginnen").tap()
    page.wait_for_url("**/sign-in/second")


def _add_second_factor(page: Page) -> None:
    page.get_by_role("button", name="App instellen").tap()
    secret = page.locator("p > b").inner_text().replace(" ", "")
    page.get_by_label("Code uit je app").fill(TOTP(secret).at(FRIDAY))
    page.get_by_role("button", name="Bevestigen").tap()
    page.locator("a.btn.main").tap()
    page.wait_for_url(lambda url: "sign-in" not in url)


def _add_class(page: Page) -> None:
    page.get_by_role("link", name="School").tap()
    page.get_by_role("link", name="Klassen leerlingen").tap()
    page.get_by_label("Naam", exact=True).fill("6 LAS-d")
    page.get_by_role("button", name="Klas toevoegen").tap()
    page.get_by_role("heading", name="6 LAS-d").wait_for()


def _add_member(page: Page, whom: str, **fields: str) -> None:
    page.get_by_role("link", name=f"{whom} toevoegen").tap()
    page.get_by_role("link", name="Iemand nieuw toevoegen").tap()
    _fill(page, **fields)
    page.get_by_role("button", name="Toevoegen", exact=True).tap()
    page.get_by_role("heading", name=fields["given_name"]).wait_for()
    page.get_by_role("link", name="6 LAS-d").tap()


def test_a_school_begins_on_a_phone(enter: Open, school_data: Path) -> None:
    window = enter(None)
    page = window.go("/setup")
    _begin(page, _code(school_data))
    _add_second_factor(page)
    _add_class(page)
    _add_member(page, "Leerling", given_name="Lena", family_name="Proef")
    _add_member(page, "Leraar", given_name="Tim", family_name="Proef", email="tim@example.org")
    page.get_by_role("heading", name="6 LAS-d").wait_for()
    page.get_by_role("link", name="Lena Proef").wait_for()
    page.get_by_role("link", name="Tim Proef").wait_for()
