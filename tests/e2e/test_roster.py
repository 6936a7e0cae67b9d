"""A coordinator reads in a file, by touch on a phone, and sees how far it is."""

from pathlib import Path

from playwright.sync_api import expect

from logbook.core import clock
from tests.conftest import FRIDAY
from tests.e2e import school
from tests.e2e.conftest import Open
from tests.roster.conftest import drain
from tests.roster.files import LENA, as_csv, changed


def _work(data: Path) -> None:
    """Do what the worker was asked, on the school's Friday."""
    with clock.freeze(FRIDAY):
        drain(school.app(data))


def test_from_a_file_to_people_and_back(enter: Open, school_data: Path, tmp_path: Path) -> None:
    file = tmp_path / "klas.csv"
    file.write_bytes(as_csv(changed(LENA, voornaam="Zita", nummer="z1", e_mail="zita@example.org", klas="1 PROEF")))
    page = enter("coordinator1").go("/school/import")
    page.locator("#f-file").set_input_files(file)
    page.get_by_role("button", name="Bekijken wat er verandert").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat verandert er")
    expect(page.get_by_text("Zita Proef")).to_be_visible()
    page.get_by_role("button", name="Alles zo inlezen").tap()
    expect(page.get_by_role("progressbar")).to_be_visible()
    _work(school_data)
    expect(page.get_by_text("Alles is ingelezen")).to_be_visible()
    page.get_by_role("button", name="Terugdraaien").tap()
    expect(page.get_by_role("progressbar")).to_be_visible()
    _work(school_data)
    expect(page.get_by_text("Dit bestand is teruggedraaid")).to_be_visible()
