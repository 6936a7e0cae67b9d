"""Parts of a page that change in place: a deed, a choice, a refusal, a lost line, a lost session, the way back."""

from playwright.sync_api import Page, expect

from tests.e2e.atlas import Atlas
from tests.e2e.conftest import Open
from tests.e2e.window import PHONE, WIDE, Window

SAME_PAGE = "window.keptBy = 'this page'"  # is gone when the browser loads a page anew


def _class_view(window: Window, atlas: Atlas) -> Page:
    page = window.go(atlas.addresses("teacher2", "insight.class_view")[0])
    page.evaluate(SAME_PAGE)
    return page


def _is_the_same(page: Page) -> bool:
    return bool(page.evaluate("window.keptBy === 'this page'"))


def test_a_deed_changes_its_part_and_leaves_the_rest_alone(enter: Open, atlas: Atlas) -> None:
    handle, path = atlas.week_with_a_commitment()
    page = enter(handle, PHONE).go(path)
    page.locator("[name=soft_rest]").tap()
    page.evaluate(SAME_PAGE)
    running = page.locator("#commitments li")
    before = running.count()
    assert before
    running.first.locator("form[action$='/done'] button").tap()
    expect(running).to_have_count(before - 1)
    assert _is_the_same(page)
    expect(page.locator("[name=soft_rest]")).to_be_checked()


def test_a_choice_shows_in_place_and_in_the_address(enter: Open, atlas: Atlas) -> None:
    window = enter("teacher2", WIDE)
    page = _class_view(window, atlas)
    page.locator("#week").select_option(index=1)
    page.wait_for_url("**week=2026-W46**")
    expect(page.locator("#week")).to_have_value("2026-W46")
    assert _is_the_same(page)
    page.reload()
    expect(page.locator("#week")).to_have_value("2026-W46")


def test_the_way_back_gives_a_whole_page_that_works(enter: Open, atlas: Atlas) -> None:
    page = _class_view(enter("teacher2", WIDE), atlas)
    page.locator(".tally a").nth(1).click()
    page.wait_for_url("**show=waiting**")
    page.go_back()
    expect(page.locator(".tally a[aria-current]")).to_have_count(0)
    expect(page.locator(".places")).to_be_visible()
    expect(page.locator("h1")).to_have_count(1)
    page.locator(".tally a").nth(2).click()
    page.wait_for_url("**show=drift**")


def test_a_refusal_is_shown_in_place(enter: Open, atlas: Atlas) -> None:
    window = enter("teacher2", WIDE)
    page = _class_view(window, atlas)
    window.expected.add(422)
    page.locator("#week option").nth(1).evaluate("(option) => { option.value = 'never' }")
    page.locator("#week").select_option("never")
    expect(page.locator("#class-week .note.bad")).to_be_visible()
    assert _is_the_same(page)


def test_a_lost_line_is_told_and_the_page_stays(enter: Open, atlas: Atlas) -> None:
    window = enter("teacher2", WIDE)
    page = _class_view(window, atlas)
    window.context.set_offline(True)
    page.locator(".tally a").nth(1).click()
    expect(page.locator("#toast")).to_be_visible()
    expect(page.locator("table.roster tbody tr").first).to_be_visible()
    window.context.set_offline(False)
    page.locator(".tally a").nth(1).click()
    page.wait_for_url("**show=waiting**")
    assert _is_the_same(page)


def test_a_lost_session_leads_to_signing_in_and_back(enter: Open, atlas: Atlas) -> None:
    window = enter("teacher2", WIDE)
    page = _class_view(window, atlas)
    window.context.clear_cookies()
    window.expected.add(401)
    page.locator(".tally a").nth(1).click()
    page.wait_for_url("**/sign-in?next=**")
