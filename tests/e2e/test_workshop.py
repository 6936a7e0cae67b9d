"""A class on one sheet, tapped through: on a desk with the keys too, on a phone one point at a time."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.atlas import Atlas
from tests.e2e.conftest import Open
from tests.e2e.window import PHONE, WIDE, Window
from tests.factories import WELDING


def _grid(window: Window, atlas: Atlas) -> Page:
    addresses = atlas.addresses("teacher2", "visits.workshop_form")
    page = window.go(next(each for each in addresses if WELDING in each))
    page.locator("table.fast").wait_for()
    return page


def _at(page: Page) -> str:
    return str(page.evaluate("document.activeElement.value"))


def test_taps_go_through_the_levels_and_keys_through_the_cells(enter: Open, atlas: Atlas) -> None:
    page = _grid(enter("teacher2", WIDE), atlas)
    first = page.locator("tbody tr").nth(0).locator(".tap")
    seen = []
    for _ in range(3):
        first.nth(0).click()
        seen.append(_at(page))
    assert seen == ["done", "not_done", ""]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press(" ")
    below = page.locator("tbody tr").nth(1)
    expect(below.locator(".tap").nth(1).locator("input:checked")).to_have_value("done")
    below.locator("[data-rest]").check()
    expect(below.locator(".tap .yes input:checked")).to_have_count(below.locator(".tap").count())
    page.get_by_role("button", name="Alles bewaren").click()
    expect(page.locator(".messages")).to_contain_text("1 leerling beoordeeld.")


def test_a_phone_shows_one_point_at_a_time(enter: Open, atlas: Atlas) -> None:
    page = _grid(enter("teacher2", PHONE), atlas)
    expect(page.locator(".tap:visible")).to_have_count(0)
    page.locator("[data-step='1']").tap()
    rows = page.locator("tbody tr")
    expect(page.locator(".tap:visible")).to_have_count(rows.count())
    page.locator(".tap:visible").nth(0).tap()
    page.locator("[data-step='1']").tap()
    page.locator("[data-step='-1']").tap()
    expect(page.locator(".tap:visible").nth(0).locator("input:checked")).to_have_value("done")


def test_without_a_script_each_choice_is_there(enter: Open, atlas: Atlas) -> None:
    window = enter("teacher2", WIDE, java_script_enabled=False)
    addresses = atlas.addresses("teacher2", "visits.workshop_form")
    page = window.go(next(each for each in addresses if WELDING in each))
    page.locator("tbody tr").nth(2).locator(".tap").nth(3).locator("label.no").click()
    page.get_by_role("button", name="Alles bewaren").click()
    expect(page.locator(".messages")).to_contain_text(re.compile("1 leerling beoordeeld"))
