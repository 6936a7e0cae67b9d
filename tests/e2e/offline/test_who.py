"""Whose work it is: only the person who saved it sends it, and nobody loses it by signing out."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

from logbook.web.phone_words import WORDS
from tests.e2e.asking import ask
from tests.e2e.offline import kept
from tests.e2e.offline.campus import Campus
from tests.e2e.offline.conftest import Pick
from tests.e2e.offline.deeds import begin, hand_in, received, saved
from tests.e2e.offline.phone import Phone
from tests.e2e.offline.waiting import until

DATABASES = "async () => (await indexedDB.databases()).map(({name}) => name)"
PERSON = "() => JSON.parse(localStorage.getItem('logbook'))"


def _left_waiting(phone: Phone, campus: Campus) -> str:
    """Hand in while nobody answers; return the deed's id."""
    page = begin(phone)
    with campus.away():
        hand_in(page)
        saved(page)
        (op,) = kept.ops(page)
        page.goto("about:blank")
    return op


@contextmanager
def _bad_line(phone: Phone) -> Iterator[Page]:
    """Let pages come through, and nothing of what the phone sends."""
    phone.context.route("**/api/v1/**", lambda route: route.abort())
    yield phone.page
    phone.context.unroute("**/api/v1/**")


def test_an_expired_session_stops_the_queue_and_keeps_all(pick: Pick, campus: Campus) -> None:
    phone = pick("learner9")
    page = begin(phone)
    phone.context.clear_cookies()
    phone.expected |= {400, 401}
    hand_in(page)
    expect(page.locator("#saved")).to_contain_text(WORDS["blocked_signed_out"])
    phone.chip(WORDS["chip_sign_in"])
    (op,) = kept.ops(page)
    assert campus.taken("learner9") == []
    phone.hand_over("learner9")
    page = phone.reopen("/today")
    kept.wait(page, "receipts", any)
    assert campus.taken("learner9") == [op]


def test_another_person_sends_their_own_things_only(pick: Pick, campus: Campus) -> None:
    phone = pick("learner10")
    first = _left_waiting(phone, campus)
    phone.hand_over("learner11")
    phone.reopen("/today")
    phone.chip(WORDS["chip_all"])
    page = begin(phone)
    hand_in(page)
    received(page)
    assert campus.taken("learner10") == [] and len(campus.taken("learner11")) == 1
    phone.hand_over("learner10")
    phone.reopen("/today")
    until(lambda: campus.taken("learner10"))
    assert campus.taken("learner10") == [first] and len(campus.taken("learner11")) == 1


def test_a_page_of_before_does_not_send_under_another_sign_in(pick: Pick, campus: Campus) -> None:
    phone = pick("learner12")
    page = begin(phone)
    phone.hand_over("learner13")
    hand_in(page)
    expect(page.locator("#saved")).to_contain_text(WORDS["blocked_other_person"])
    assert campus.taken("learner12") == campus.taken("learner13") == [] and len(kept.ops(page)) == 1


def _sign_out(page: Page) -> Locator:
    """Tap the button once its script is there; return the question that may come."""
    page.wait_for_load_state("networkidle")
    page.locator("form[data-sign-out] button").tap()
    return page.locator("dialog.ask")


def test_signing_out_with_a_full_outbox_asks_what_to_do(pick: Pick, campus: Campus) -> None:
    phone = pick("learner14")
    phone.expected.add(401)
    op = _left_waiting(phone, campus)
    with _bad_line(phone):
        page = phone.reopen("/me")
        dialog = _sign_out(page)
        expect(dialog.locator("h2")).to_have_text(WORDS["leave_title_one"])
        with page.expect_download() as download:
            dialog.get_by_role("button", name=WORDS["download"]).tap()
        copy = json.loads(download.value.path().read_text("utf-8"))
        assert [each["op_id"] for each in copy["outbox"]] == [op]
        dialog.get_by_role("button", name=WORDS["leave_stay"]).tap()
        expect(dialog).to_have_count(0)
        assert kept.ops(page) == [op] and phone.path == "/me"
        _sign_out(page).get_by_role("button", name=WORDS["leave_lock"]).tap()
        page.wait_for_url("**/sign-in**")
        assert ask(page, PERSON)["locked"] and kept.ops(page) == [op]
    phone.go("/sign-in")
    phone.hand_over("learner14")
    page = phone.reopen("/today")
    kept.wait(page, "receipts", any)
    assert campus.taken("learner14") == [op]


def test_send_now_and_sign_out(pick: Pick, campus: Campus) -> None:
    phone = pick("learner15")
    phone.expected.add(401)
    op = _left_waiting(phone, campus)
    with _bad_line(phone):
        page = phone.reopen("/me")
        dialog = _sign_out(page)
        expect(dialog).to_be_visible()
    dialog.get_by_role("button", name=WORDS["leave_send"]).tap()
    page.wait_for_url("**/sign-in**")
    assert campus.taken("learner15") == [op] and ask(page, PERSON) is None


def test_signing_out_with_nothing_left_clears_the_phone(pick: Pick, campus: Campus) -> None:
    phone = pick("learner16")
    phone.expected.add(401)
    page = phone.take_along("/today", "/progress")
    name = f"logbook-{ask(page, PERSON)['key']}"
    assert name in ask(page, DATABASES)
    page = phone.go("/me")
    _sign_out(page)
    page.wait_for_url("**/sign-in**")
    assert ask(page, PERSON) is None
    until(lambda: name not in ask(page, DATABASES))
