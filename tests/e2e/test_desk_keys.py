"""Through the class by keyboard: to the next learner, to the next difference, and never while somebody types."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open
from tests.e2e.window import WIDE


def _first_learner(enter: Open) -> Page:
    page = enter("teacher1", WIDE).go("/classes")
    page.locator(".roster tbody th a").first.click()
    expect(page.locator("#neighbours a[rel=next]")).to_be_visible()
    page.wait_for_load_state("networkidle")  # who is quicker than the page's scripts presses in vain
    return page


def test_shift_with_an_arrow_goes_through_the_class(enter: Open) -> None:
    page = _first_learner(enter)
    first = page.locator("h1").inner_text()
    following = page.locator("#neighbours a[rel=next] .hint").inner_text()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("h1")).to_have_text(following)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("h1")).to_have_text(first)


def test_shift_with_the_down_arrow_finds_every_difference(enter: Open) -> None:
    page = _first_learner(enter)
    count = page.locator("a.cell.differs").count()
    assert count > 1
    seen = set()
    for _press in range(count):
        page.keyboard.press("Shift+ArrowDown")
        seen.add(page.evaluate("document.activeElement.href"))
    assert len(seen) == count
    page.locator("[data-next-difference]").click()
    assert page.evaluate("document.activeElement.href") in seen


def test_no_key_does_anything_while_somebody_types(enter: Open) -> None:
    page = _first_learner(enter)
    before = page.url
    page.locator("#filters summary").click()
    page.locator("[name=from]").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    assert page.url == before and page.evaluate("document.activeElement.name") == "from"
