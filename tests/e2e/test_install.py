"""The hint for the home screen: where it can be asked, in words where it can't, and not again for who declined."""

from playwright.sync_api import Page

from tests.e2e.conftest import Open
from tests.e2e.window import PHONE

HINT = "[data-install]"
OFFER = """
    const offer = new Event("beforeinstallprompt", { cancelable: true });
    globalThis.asked = 0;
    offer.prompt = async () => { globalThis.asked += 1; };
    offer.userChoice = Promise.resolve({ outcome: "accepted" });
    dispatchEvent(offer);
"""
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/604.1"


def _offered(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate(f"() => {{ {OFFER} }}")


def test_a_phone_that_can_be_asked_is_asked_with_one_button(enter: Open) -> None:
    page = enter("learner1").go("/today")
    assert page.locator(HINT).is_hidden()
    _offered(page)
    page.get_by_role("button", name="Zet op beginscherm").click()
    page.locator(HINT).wait_for(state="hidden")
    assert page.evaluate("globalThis.asked") == 1


def test_who_declines_is_not_asked_again_but_finds_it_under_me(enter: Open) -> None:
    window = enter("learner1")
    page = window.go("/today")
    _offered(page)
    page.get_by_role("button", name="Niet nu").click()
    _offered(window.go("/today"))
    assert page.locator(HINT).is_hidden()
    _offered(window.go("/me"))
    assert page.locator(HINT).is_visible()


def test_an_iphone_gets_the_steps(enter: Open) -> None:
    page = enter("learner1", PHONE, user_agent=IPHONE).go("/today")
    page.locator(HINT).wait_for()
    assert page.locator(f"{HINT} li").count() == 3
    assert page.get_by_role("button", name="Zet op beginscherm").count() == 0
