"""What was typed survives: a refusal, a lost line, a lost session, the back button."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open
from tests.e2e.deeds import taken_over
from tests.e2e.window import Window
from tests.factories import WELDING


def _begin(window: Window) -> Page:
    page = window.go(f"/entries/new?sheet={WELDING}")
    taken_over(page)
    page.locator("[name=stage][value=modelling]").tap()
    page.locator("[data-frame=modelling] textarea").first.fill("Ik keek mee.")
    return page


def _words(page: Page) -> str:
    return page.locator("[data-frame=modelling] textarea").first.input_value()


def _state(page: Page, state: str) -> None:
    expect(page.locator("#entry-form")).to_have_attribute("data-draft-state", state)
    told = page.locator("[data-draft-status]").get_attribute(f"data-{state}")
    expect(page.locator("[data-draft-status]")).to_have_text(told or "")


def test_without_a_line_the_phone_keeps_what_is_typed_and_the_school_gets_it_later(enter: Open) -> None:
    window = enter("learner5")
    page = _begin(window)
    _state(page, "saved")
    window.context.set_offline(True)
    page.locator("[data-frame=modelling] textarea").first.fill("Ik keek mee en vroeg waarom.")
    _state(page, "phone")
    assert _words(page) == "Ik keek mee en vroeg waarom."
    window.context.set_offline(False)
    _state(page, "saved")
    page.reload()
    assert _words(page) == "Ik keek mee en vroeg waarom."


def test_what_is_handed_in_without_a_line_waits_on_the_phone_and_leaves_by_itself(enter: Open) -> None:
    window = enter("learner4")
    page = _begin(window)
    _state(page, "saved")
    window.context.set_offline(True)
    for stage in ("coaching", "scaffolding"):
        page.locator(f"[name=stage][value={stage}]").tap()
        page.locator("button[form=entry-form]").tap()
        expect(page.locator("#saved")).to_contain_text("Bewaard op deze telefoon")
        page.get_by_role("button", name="Nog eens nakijken").tap()
    expect(page.locator("[data-chip]")).to_have_text("2 op telefoon")
    window.context.set_offline(False)
    expect(page.locator("[data-chip]")).to_have_text("alles bij de school")
    page.reload()
    expect(page.locator("#state")).to_contain_text("Ontvangen door de school")
    expect(page.locator("main")).not_to_contain_text("nog een andere versie")


def test_help_that_cannot_be_fetched_says_so_and_leaves_the_form_alone(enter: Open) -> None:
    window = enter("learner14")
    page = _begin(window)
    _state(page, "saved")
    window.context.set_offline(True)
    page.locator("a[data-slide-over]").first.tap()
    expect(page.locator("#toast")).to_be_visible()
    assert _words(page) == "Ik keek mee."


def test_a_session_that_ended_elsewhere_is_told_and_nothing_is_thrown_away(enter: Open) -> None:
    window = enter(None)
    page = window.go("/sign-in/demo")
    page.locator("button[value=learner15]").tap()
    page.wait_for_url("**/today")
    _begin(window)
    _state(page, "saved")
    window.context.clear_cookies()
    window.expected |= {400, 401}
    page.locator("[data-frame=modelling] textarea").first.fill("Ik keek mee, toen was ik afgemeld.")
    _state(page, "phone")
    assert _words(page) == "Ik keek mee, toen was ik afgemeld."


def test_a_refused_form_comes_back_with_its_text_and_says_what_is_wrong(enter: Open) -> None:
    window = enter("learner16")
    page = _begin(window)
    header = page.locator("#form-header")
    if header.get_attribute("open") is None:
        header.locator("summary").tap()
    page.locator("[name=date]").fill("2026-11-27")
    window.expected.add(422)
    page.locator("button[form=entry-form]").tap()
    expect(page.locator("#errors")).to_be_visible()
    page.locator("#errors a").first.tap()
    expect(page.locator("#f-date-error")).to_be_in_viewport()
    assert _words(page) == "Ik keek mee."


def test_the_back_button_gives_a_whole_page_that_can_be_used(enter: Open) -> None:
    window = enter("learner17")
    page = _begin(window)
    _state(page, "saved")
    window.go("/sheets")
    page.go_back()
    page.locator("#entry-form").wait_for()
    assert _words(page) == "Ik keek mee."
    page.locator("[name=stage][value=coaching]").tap()
    _state(page, "saved")
