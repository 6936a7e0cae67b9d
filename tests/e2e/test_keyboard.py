"""By keyboard alone: help opens and closes and gives the focus back, the form is filled in, the grid is walked."""

from playwright.sync_api import Page, expect

from tests.e2e.atlas import Atlas
from tests.e2e.conftest import Open
from tests.e2e.deeds import received
from tests.e2e.window import WIDE
from tests.factories import WELDING

MANY = 200  # presses after which something is out of reach


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until what matches `selector` has the focus."""
    for _press in range(MANY):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is out of reach by keyboard")


def test_help_slides_over_and_gives_the_focus_back(enter: Open) -> None:
    page = enter("learner18", WIDE).go(f"/sheets/{WELDING}")
    _tab_to(page, "a[data-slide-over]")
    opener = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    dialog = page.locator("#slide-over")
    expect(dialog).to_be_visible()
    assert page.evaluate("document.querySelector('#slide-over').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert page.evaluate("document.activeElement.href") == opener


def test_an_entry_by_keyboard_alone(enter: Open) -> None:
    page = enter("learner18", WIDE).go(f"/entries/new?sheet={WELDING}")
    _tab_to(page, "[name=stage]")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[name=stage]:checked")).to_have_count(1)
    _tab_to(page, "[data-question] input")
    page.keyboard.press("Space")
    expect(page.locator("[data-question] input:checked")).to_have_count(1)
    _tab_to(page, "button[form=entry-form]")
    page.keyboard.press("Enter")
    received(page)


def test_focus_is_always_seen(enter: Open) -> None:
    page = enter("learner18", WIDE).go("/today")
    for _press in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(
            """() => {
                const style = getComputedStyle(document.activeElement);
                return document.activeElement.matches(':focus-visible') && parseFloat(style.outlineWidth) >= 2
                    && style.outlineStyle !== 'none';
            }"""
        ), page.evaluate("document.activeElement.outerHTML")


def test_the_grid_is_walked_with_arrows_and_a_cell_shows_its_evidence(enter: Open, atlas: Atlas) -> None:
    page = enter("teacher1", WIDE).go(atlas.addresses("teacher1", "insight.three_party")[0])
    _tab_to(page, "a.cell")
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('a.cell') && document.activeElement.href") != first
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.href") == first
    page.keyboard.press("End")
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.href") == first
    page.keyboard.press("Enter")
    expect(page.locator("a.cell[aria-current]")).to_have_count(1)
    expect(page.locator("#panel h2, #panel h3").first).to_be_visible()
