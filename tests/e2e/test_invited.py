"""From the invitation in the mail to the first approved week, as somebody who was never here."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import looks
from tests.e2e.atlas import Atlas
from tests.e2e.conftest import Open
from tests.e2e.deeds import taken_over
from tests.e2e.mailbox import invited, last_mail, mails
from tests.e2e.window import PHONE, Taps

MOST_TAPS = 10
MENTOR = "mentor5"


def test_from_the_mail_to_the_first_approval(
    enter: Open, atlas: Atlas, record_property: Callable[[str, object], None]
) -> None:
    link = invited(atlas, MENTOR)
    window = enter(None, PHONE)
    window.expected.add(403)  # the phone takes nothing along until silence is promised
    taps = Taps(window.page)
    page = window.go(link)  # the first tap, in the mail
    before = mails(atlas, MENTOR, "sign_in_code")
    page.get_by_role("button", name="Mail mij een code").tap()
    page.get_by_label("Code van zes cijfers").fill(last_mail(atlas, MENTOR, "sign_in_code", before)["code"])
    page.get_by_role("button", name="Aanmelden").tap()
    _promise_silence(page)
    page.wait_for_url("**/placements/*/weeks/*")
    taken_over(page)
    _agree(page)
    page.locator("[name=soft_rest]").tap()
    page.locator("button[form=week-form]").first.tap()
    expect(page.locator(".note.ok").first).to_contain_text("goedgekeurd")
    record_property("invitation to first approval", f"{taps.taps + 1} taps + the code (at most {MOST_TAPS})")
    assert taps.taps + 1 <= MOST_TAPS and taps.keys == 0


def _agree(page: Page) -> None:
    """Agree with the days that wait, in one tap where there are several."""
    days = page.locator("[data-day]")
    if days.count() > 1:
        page.locator("[name=agree_all]").tap()
    else:
        days.first.locator("summary").first.tap()
        days.first.locator("[data-agree]").tap()


def _promise_silence(page: Page) -> None:
    """Accept what a mentor must know about secrecy, where it is asked first."""
    page.wait_for_url(lambda url: "/sign-in" not in url)
    if page.locator("form[data-confidential]").count():
        page.locator("form[data-confidential] button").first.tap()


@pytest.mark.parametrize("language", ["fr", "en", "nl"])  # the last leaves the mentor as they were
def test_the_page_of_an_invitation_reads_well(enter: Open, atlas: Atlas, language: str) -> None:
    page = enter(None, PHONE).go(invited(atlas, "mentor7", language))
    expect(page.locator("html")).to_have_attribute("lang", language)
    found = looks.everything(page)
    assert not found, "\n".join(found)
