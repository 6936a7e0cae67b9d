"""Makes the pictures of the README from the demo school: `python -m tests.e2e.screenshots`."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e import chromium, school
from tests.e2e.atlas import Atlas
from tests.e2e.deeds import answer_all
from tests.e2e.server import ROOT, serving
from tests.e2e.window import PHONE, WIDE, Window, Windows
from tests.factories import WELDING

IMAGES = ROOT / "docs" / "img"


def take_all(browser: Browser, data: Path, base: str) -> None:
    """Open the pages that the README shows, each as its person sees it, and keep what is on the screen."""
    windows, atlas = Windows(browser, base, data / "server.log", {}), Atlas(school.app(data))
    _take(windows("learner1", PHONE).go("/today"), "today")
    _take(_half_filled(windows("learner13", PHONE)), "entry")
    _take(_handed_in_without_a_line(windows("learner2", PHONE)), "saved")
    _take(_week(windows("mentor1", PHONE)), "mentor-week")
    teacher = windows("teacher1", WIDE)
    _take(teacher.go(atlas.addresses("teacher1", "insight.class_view")[0]), "class")
    _take(_three_party(teacher.page), "three-party")
    coordinator = windows("coordinator1", PHONE)
    _take(coordinator.go("/school"), "school")
    _take(coordinator.go(atlas.addresses("coordinator1", "roster.show")[0]), "roster")
    _take(windows("learner1", PHONE).go(atlas.addresses("learner1", "presence.own")[0]), "hours")
    _take(windows("learner1", PHONE).go("/calibration"), "calibration")
    _take(windows("teacher1", PHONE).go(atlas.addresses("teacher1", "visits.visit")[0]), "visit")
    _take(windows("mentor1", PHONE).go(atlas.addresses("mentor1", "councils.member")[0]), "statement")
    _take(teacher.go(atlas.addresses("teacher1", "insight.class_year")[0]), "year")
    _take(_matrix(windows("learner1", WIDE).go("/sheets")), "library")
    _take(windows("learner1", PHONE).go(f"/sheets/{WELDING}"), "sheet")
    _take(windows("learner1", PHONE).go("/plan"), "plan")
    _take(_dragging(windows("teacher1", PHONE).go(atlas.addresses("teacher1", "authoring.shelf")[1])), "editor")
    windows.close()


def _half_filled(window: Window) -> Page:
    page = window.go(f"/entries/new?sheet={WELDING}")
    page.locator("[name=stage][value=coaching]").tap()
    for question in page.locator("fieldset[data-question]").all()[:12]:
        question.locator("input").first.tap()
    page.locator("#entry-form[data-draft-state=saved]").wait_for()
    return page


def _handed_in_without_a_line(window: Window) -> Page:
    page = window.go(f"/entries/new?sheet={WELDING}")
    page.locator("[name=stage][value=coaching]").tap()
    answer_all(page)
    page.locator("form[data-taken]").wait_for()
    window.context.set_offline(True)
    page.locator("button[form=entry-form]").tap()
    page.locator("#saved section").wait_for()
    page.wait_for_timeout(1000)  # until the header has caught up
    return page


def _week(window: Window) -> Page:
    page = window.go("/inbox")
    page.locator(".waiting").filter(has_text="Lotte").locator("a.whole").first.tap()
    page.locator("#week-form").wait_for()
    return page


def _three_party(page: Page) -> Page:
    """Go on from the class to a learner who sees it otherwise, with a cell's evidence open."""
    page.get_by_role("link", name="Noah").first.click()
    page.locator("a.cell.differs").first.click()
    page.locator("#panel h2").wait_for()
    page.mouse.move(0, 0)
    return page


def _matrix(page: Page) -> Page:
    """Scroll to the welds."""
    page.locator(".welds").first.evaluate("(table) => scrollTo({ top: table.offsetTop - 90, behavior: 'instant' })")
    return page


def _dragging(page: Page) -> Page:
    """Hold the second row of a list between two others."""
    rows = page.locator(".shelf-row")
    grip, place = rows.nth(1).locator(".grip").bounding_box() or {}, rows.nth(3).bounding_box() or {}
    page.mouse.move(grip["x"] + 24, grip["y"] + 24)
    page.mouse.down()
    page.mouse.move(grip["x"] + 24, place["y"] + place["height"] - 4)
    page.locator(".dragged").wait_for()
    return page


def _take(page: Page, name: str) -> None:
    page.screenshot(path=IMAGES / f"{name}.png", animations="disabled", scale="css")


def main() -> None:
    """Serve a fresh demo school and take the pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    path = chromium.find()
    if path is None:
        raise SystemExit(chromium.MISSING)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        data = Path(folder)
        school.make(data)
        with serving(data) as base:
            browser = playwright.chromium.launch(executable_path=path, args=list(chromium.ARGUMENTS))
            take_all(browser, data, base)
            browser.close()


if __name__ == "__main__":
    main()
