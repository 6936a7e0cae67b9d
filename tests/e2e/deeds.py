"""What people do on a page, in the taps that it takes."""

from playwright.sync_api import Page, expect

RATED = "fieldset[data-question]"


def answer_all(page: Page) -> None:
    """Tap the first answer of every question."""
    for question in page.locator(RATED).all():
        question.locator("input").first.tap()


def agree_day_by_day(page: Page) -> None:
    """Open every day that waits and agree with what the learner says of it."""
    page.locator("[data-day]").first.wait_for()
    for day in page.locator("[data-day]").all():
        day.locator("summary").first.tap()
        day.locator("[data-agree]").tap()


def taken_over(page: Page) -> None:
    """Wait until what is handed in on this page goes past the phone's outbox."""
    page.locator("form[data-taken]").wait_for()


def received(page: Page) -> None:
    """Wait for the school's receipt of what was handed in on this page."""
    expect(page.locator("#saved")).to_contain_text("Ontvangen door de school")
