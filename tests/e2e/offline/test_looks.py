"""What the phone shows by itself is for everybody: axe's rules, light and dark, small and large, thumbs and keys."""

from playwright.sync_api import Page, expect

from logbook.web.phone_words import WORDS
from tests.e2e import looks
from tests.e2e.offline import kept
from tests.e2e.offline.campus import Campus
from tests.e2e.offline.conftest import Pick
from tests.e2e.offline.deeds import begin, hand_in, on_a_day_to_come, saved, taken_over
from tests.e2e.window import WIDE

SETTLED = "() => document.getAnimations().every((each) => each.playState === 'finished')"


def _check(page: Page) -> None:
    """Look at the page; while its state changes, a colour on its way is nobody's colour: then once more at rest."""
    if looks.everything(page):
        page.wait_for_load_state("networkidle")
        page.wait_for_function(SETTLED)
    found = looks.everything(page)
    assert not found, "\n".join(found)


def test_pages_of_the_phone_itself(pick: Pick) -> None:
    phone = pick("learner15")
    phone.take_along("/today", "/progress")
    phone.cut()
    page = phone.go("/today")
    expect(page.locator("#today-card")).to_be_visible()
    _check(page)
    page = phone.go("/sheets")
    expect(page.get_by_role("heading", name="Nieuw invullen")).to_be_visible()
    _check(page)
    page = phone.go("/outbox")
    expect(page.locator("#outbox-screen .note.ok")).to_be_visible()
    _check(page)


def test_what_waits_what_needs_somebody_and_leaving(pick: Pick, campus: Campus) -> None:
    phone = pick("learner16")
    phone.expected.add(422)
    page = begin(phone)
    on_a_day_to_come(page)
    with campus.away():
        hand_in(page)
        saved(page)
        _check(page)
        page = phone.reopen("/outbox")
        expect(page.locator("#outbox-screen .row")).to_have_count(1)
        _check(page)
    phone.send()
    kept.wait(page, "quarantine", any)
    expect(page.locator("#outbox-screen .note.bad")).to_be_visible()
    _check(page)
    page.get_by_role("button", name=WORDS["correct"]).tap()
    taken_over(page)
    expect(page.locator("#errors")).to_be_visible()
    _check(page)
    page = phone.go("/me")
    page.wait_for_load_state("networkidle")
    page.locator("form[data-sign-out] button").tap()
    expect(page.locator("dialog.ask")).to_be_visible()
    _check(page)


def test_keys_alone_correct_and_stay(pick: Pick) -> None:
    phone = pick("learner20", **WIDE, is_mobile=False)
    phone.expected.add(422)
    page = begin(phone)
    on_a_day_to_come(page)
    page.locator("button[form=entry-form]").press("Enter")
    expect(page.locator("#errors")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[name=date]")).to_be_focused()
    page = phone.go("/me")
    page.wait_for_load_state("networkidle")
    leave = page.locator("form[data-sign-out] button")
    leave.press("Enter")
    expect(page.locator("dialog.ask button").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.ask")).to_have_count(0)
    expect(leave).to_be_focused()
    assert phone.path == "/me" and len(kept.rows(page, "quarantine")) == 1
