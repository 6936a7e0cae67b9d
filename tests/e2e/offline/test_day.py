"""A day in a steel hall: the app opens from the home screen, takes an entry with photos, and sends it later."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.deeds import answer_all
from tests.e2e.offline import kept
from tests.e2e.offline.campus import Campus
from tests.e2e.offline.conftest import Pick
from tests.e2e.offline.deeds import saved, take_photo, taken_over
from tests.e2e.window import Taps

MOST_TAPS = 30
CODE = re.compile(r"Ontvangen door de school \d\d:\d\d · [0-9A-Z]{3}-[0-9A-Z]{3}")


def test_a_full_entry_with_two_photos_from_a_cold_start(
    pick: Pick, campus: Campus, record_property: Callable[[str, object], None]
) -> None:
    phone = pick("learner1")
    phone.take_along("/today", "/progress")
    phone.cut()
    phone.page = phone.new_page()
    taps = Taps(phone.page)
    page = phone.go("/?from=home")
    page.locator("#today-card a.btn").first.tap()
    taken_over(page)
    page.locator("#entry-form [name=stage][value=coaching]").tap()
    answer_all(page)
    page.locator("[name='header.visual_check_done']").tap()
    take_photo(page, 1)
    take_photo(page, 2)
    page.locator("button[form=entry-form]").tap()
    saved(page)
    record_property("full entry with two photos, without a line", f"{taps.taps} taps, {taps.keys} keys")
    assert taps.taps <= MOST_TAPS and taps.keys == 0
    assert campus.revisions("learner1") == []
    phone.mend()
    expect(page.locator("#saved")).to_have_text(CODE)
    (revision,) = campus.revisions("learner1")
    assert len(revision.photos) == 2 and str(revision.op_id) in kept.receipts(page)


def test_vandaag_stops_asking_for_what_the_school_has_received(pick: Pick) -> None:
    phone = pick("learner2")
    phone.take_along("/today", "/today")
    phone.cut()
    page = phone.go("/today")
    page.locator("#today-card a.btn").first.tap()
    taken_over(page)
    page.locator("#entry-form [name=stage][value=coaching]").tap()
    answer_all(page)
    page.locator("button[form=entry-form]").tap()
    saved(page)
    page = phone.go("/today")
    expect(page.locator("[data-pending] a.row")).to_have_count(1)
    phone.mend()
    expect(page.locator("#today-card")).to_contain_text("Ingediend om")
    expect(page.locator("[data-pending]")).to_be_hidden()
