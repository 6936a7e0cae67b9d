"""A mentor's week without a connection: rated and approved on the phone, and never on what moved on meanwhile."""

from playwright.sync_api import Page, expect

from logbook.web.phone_words import WORDS
from tests.e2e.deeds import agree_day_by_day
from tests.e2e.offline import kept
from tests.e2e.offline.campus import Campus
from tests.e2e.offline.conftest import Pick
from tests.e2e.offline.deeds import begin, hand_in, received, saved, taken_over
from tests.e2e.offline.phone import Phone
from tests.e2e.offline.waiting import until

APPROVE = "button[form=week-form]"


def _open_without_a_line(phone: Phone, week: str) -> Page:
    """Take the week along, and open it from the list of what waits when the line is gone."""
    phone.take_along("/inbox", week)
    phone.cut()
    page = phone.reopen()
    page.locator(f".waiting a[href='{week}']").first.tap()
    taken_over(page)
    agree_day_by_day(page)
    page.locator("[name=soft_rest]").tap()
    return page


def test_a_week_is_approved_without_a_line_and_once(pick: Pick, campus: Campus) -> None:
    mentor, week = campus.week_that_waits("learner23")
    phone = pick(mentor)
    page = _open_without_a_line(phone, week)
    page.locator(APPROVE).first.tap()
    saved(page)
    (op,) = kept.ops(page)
    assert campus.approvals(week) == 0
    phone.mend()
    received(page)
    assert list(kept.receipts(page)) == [op] and campus.approvals(week) == 1
    page = phone.reopen(week)
    phone.chip(WORDS["chip_all"])
    assert campus.approvals(week) == 1 and page.locator(APPROVE).count() == 0


def test_a_week_that_changed_meanwhile_is_a_clear_choice(pick: Pick, campus: Campus) -> None:
    mentor, week = campus.week_that_waits("learner24")
    phone = pick(mentor)
    page = _open_without_a_line(phone, week)
    learner = begin(pick("learner24"))
    hand_in(learner)
    received(learner)
    page.locator(APPROVE).first.tap()
    saved(page)
    phone.expected.add(409)
    phone.mend()
    kept.wait(page, "quarantine", any)
    assert campus.approvals(week) == 0
    page = phone.reopen("/outbox")
    expect(page.locator("main")).to_contain_text(WORDS["problem_stale"])
    page.get_by_role("button", name=WORDS["see_changes"]).tap()
    expect(page.locator("main .note").first).to_contain_text("veranderd sinds je ze opende")
    expect(page.locator("[name=soft_rest]")).to_be_checked()
    taken_over(page)
    _agree_with_what_is_new(page)
    page.locator(APPROVE).first.tap()
    received(page)
    assert campus.approvals(week) == 1 and not kept.rows(page, "quarantine")
    until(lambda: not kept.ops(page))


def _agree_with_what_is_new(page: Page) -> None:
    """Find the earlier choices made, and agree with the one day that came after them."""
    new = page.locator("[data-day]:not(:has([data-agree]:checked))")
    expect(new).to_have_count(1)
    if not new.locator("[data-agree]").is_visible():
        new.locator("summary").first.tap()
    new.locator("[data-agree]").tap()
