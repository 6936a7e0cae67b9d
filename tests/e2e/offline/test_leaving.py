"""Who leaves a phone leaves nothing to read on it, loses nothing that is only there, and is signed out for good."""

from playwright.sync_api import Page, expect

from tests.e2e.asking import ask
from tests.e2e.offline import kept
from tests.e2e.offline.conftest import Pick
from tests.e2e.offline.deeds import begin, take_photo
from tests.e2e.offline.phone import Phone
from tests.e2e.offline.waiting import until

PERSON = "() => JSON.parse(localStorage.getItem('logbook'))"
LEAVING = "() => caches.has('logbook-leaving')"


def _sign_out(phone: Phone) -> Page:
    page = phone.page
    page.wait_for_load_state("networkidle")
    page.locator("form[data-sign-out] button").tap()
    return page


def test_signing_out_without_a_line_ends_the_session_before_another_page_is_shown(pick: Pick) -> None:
    phone = pick("learner4")
    phone.take_along("/today", "/progress")
    phone.go("/me")
    phone.cut()
    page = _sign_out(phone)
    page.wait_for_url(lambda address: not address.endswith("/me"))
    until(lambda: ask(page, PERSON)["locked"])
    assert not [row for row in kept.rows(page, "pages") if row["kind"] == "page"]
    assert not [row for row in kept.rows(page, "meta") if row["key"] in ("entries", "cursor")]
    phone.mend()
    page = phone.reopen("/today")
    page.wait_for_url("**/sign-in**")
    assert ask(page, PERSON)["locked"] and not ask(page, LEAVING)
    phone.hand_over("learner4")
    page = phone.reopen("/today")
    expect(page.locator("[data-chip]").first).to_be_visible()
    assert not ask(page, PERSON)["locked"]


def test_photos_of_a_draft_that_the_school_has_in_words_stay(pick: Pick) -> None:
    phone = pick("learner23")
    page = begin(phone)
    take_photo(page)
    kept.wait(page, "drafts", lambda rows: rows and all(row["synced"] for row in rows))
    entry = page.url
    phone.go("/me")
    page = _sign_out(phone)
    page.wait_for_url("**/sign-in**")
    assert len(kept.rows(page, "blobs")) == 1 and ask(page, PERSON)["locked"]
    phone.hand_over("learner23")
    page = phone.reopen(entry.removeprefix(phone.base))
    expect(page.locator(".face img")).to_have_count(1)


def test_a_blank_form_on_a_locked_phone_tells_nothing_of_the_last_time(pick: Pick) -> None:
    phone = pick("learner4")
    page = phone.take_along("/today", "/progress")
    html = """<details id="form-header"><summary><b>Hoeklas</b></summary>
        <input type="text" name="header.task" value="Hoeklas"><input type="radio" name="header.p" value="135" checked>
        <select name="header.t.minutes"><option value="60" selected>1 uur</option></select></details>"""
    script = "async (html) => (await import('/static/any/js/phone/snapshot.js')).emptied(html)"
    emptied = ask(page, script, html)
    assert "Hoeklas" not in emptied and "selected" not in emptied and "checked" not in emptied
    assert 'value="135"' in emptied and 'value="60"' in emptied
