"""A coordinator places a learner on a phone, and a mentor ticks the welcome with the thumb."""

from datetime import date, timedelta

from playwright.sync_api import Page, expect

from logbook.core import clock
from tests.e2e.conftest import Open
from tests.e2e.window import PHONE


def _fill(page: Page, first: date) -> None:
    """Fill in what was agreed, all but the kind of agreement."""
    page.locator("[name=track_id]").select_option(index=1)
    page.locator("[name=hours_per_week]").fill("20")
    page.locator("[name=from_date]").fill(first.isoformat())
    page.locator("[name=until_date]").fill((first + timedelta(days=100)).isoformat())
    for day in ("3", "4"):
        page.locator(f"[name='weekdays[]'][value='{day}']").tap()
    page.locator("[name=mentor_id]").select_option(index=1)


def test_a_placement_is_made_on_a_phone(enter: Open) -> None:
    """What the rules do not allow is told, and what was filled in stays."""
    window = enter("coordinator1", PHONE)
    window.expected.add(422)
    page = window.go("/placements/new")
    page.locator("main a.row").last.tap()
    page.wait_for_url("**learner=*")
    page.locator("main a.row").first.tap()
    page.wait_for_url("**workplace=*")
    _fill(page, clock.today() + timedelta(days=400))
    page.locator("[name=agreement_kind][value=sao]").tap()
    page.locator("main form button[type=submit]").last.tap()
    expect(page.locator("#errors")).to_contain_text("Vanaf 20 uur per week is het een OAO")
    expect(page.locator("[name=hours_per_week]")).to_have_value("20")
    page.locator("[name=agreement_kind][value=oao]").tap()
    page.locator("main form button[type=submit]").last.tap()
    page.locator("[name=over_limit]").fill("De andere mentor komt terug in januari.")
    page.locator("main form button[type=submit]").last.tap()
    page.wait_for_url(lambda url: not url.endswith("/new"))
    expect(page.locator("main")).to_contain_text("20 uur per week")


def test_a_mentor_ticks_the_welcome_and_takes_it_back(enter: Open) -> None:
    page = enter("mentor1", PHONE).go("/placements")
    page.locator("main a.row").first.tap()
    page.locator("main a[href*=checklists]").first.tap()
    point = page.locator("#point-customs button")
    was = point.get_attribute("aria-pressed")
    point.tap()
    other = "false" if was == "true" else "true"
    expect(page.locator("#point-customs button")).to_have_attribute("aria-pressed", other)
    page.locator("#point-customs button").tap()
    expect(page.locator("#point-customs button")).to_have_attribute("aria-pressed", str(was))
