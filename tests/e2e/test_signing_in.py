"""From the first page to the own one: by keyboard, in three languages, and out again."""

import pytest

from tests.e2e.conftest import Open
from tests.e2e.window import WIDE


def test_signing_in_by_keyboard_alone(enter: Open) -> None:
    window = enter(None, WIDE)
    page = window.go("/sign-in")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/demo")
    page.get_by_role("button", name="new_learner", exact=False).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_language_is_chosen_before_signing_in(enter: Open, language: str) -> None:
    page = enter(None).go("/sign-in")
    page.locator(f"button[value={language}]").tap()
    page.locator(f"html[lang={language}]").wait_for(state="attached")


def test_a_mailed_code_is_asked_for_and_a_wrong_one_refused(enter: Open) -> None:
    window = enter(None)
    page = window.go("/sign-in")
    page.get_by_label("Je e-mailadres").fill("nobody@example.org")
    page.get_by_role("button", name="Mail mij een code").tap()
    page.get_by_label("Code van zes cijfers").fill("123456")
    window.expected.add(422)
    page.get_by_role("button", name="Aanmelden").tap()
    page.locator("#f-code-error").wait_for()
    assert page.get_by_label("Code van zes cijfers").input_value() == "123456"


def test_signing_out_closes_the_way_back(enter: Open) -> None:
    window = enter(None)
    page = window.go("/sign-in/demo")
    page.locator("button[value=new_learner]").tap()
    page.wait_for_url(lambda url: "sign-in" not in url)
    window.go("/me")
    window.expected.add(401)  # what the phone asked just before
    page.get_by_role("button", name="Afmelden op dit toestel").tap()
    page.wait_for_url("**/sign-in")
    page.go_back()
    page.wait_for_url("**/sign-in?next=**")


def test_the_own_page_keeps_language_and_theme(enter: Open) -> None:
    window = enter("new_counsellor")
    page = window.go("/me")
    for language, theme in (("en", "dark"), ("nl", "")):
        page.locator(f"[name=language][value={language}]").tap()
        page.locator(f"[name=theme][value='{theme}']").tap()
        page.locator("form:has([name=theme]) button").tap()
        chosen = "[data-theme=dark]" if theme else ":not([data-theme])"
        page.locator(f"html[lang={language}]{chosen}").wait_for(state="attached")
