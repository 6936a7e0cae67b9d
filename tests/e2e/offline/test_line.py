"""A line that lies, and a school that forgot: nothing is called received that is not there."""

import re
from datetime import timedelta

from playwright.sync_api import Route, expect

from logbook.web.phone_words import WORDS
from tests.conftest import FRIDAY
from tests.e2e.offline import kept
from tests.e2e.offline.campus import Campus
from tests.e2e.offline.conftest import Pick
from tests.e2e.offline.deeds import begin, hand_in, received, saved, take_photo
from tests.e2e.offline.portal import PAGE, captive
from tests.e2e.offline.waiting import until

LATER = timedelta(minutes=20)
HANGS_ONCE = """(path) => {
    const real = window.fetch;
    window.fetch = (url, ...more) => {
        if (String(url) !== path || sessionStorage.getItem('hung')) return real(url, ...more);
        sessionStorage.setItem('hung', 'yes');
        return new Promise(() => undefined);
    };
}"""


def test_a_network_that_wants_a_password_is_not_the_school(pick: Pick, campus: Campus) -> None:
    phone = pick("learner6")
    page = begin(phone)
    take_photo(page)
    with campus.away():
        hand_in(page)
        waiting = kept.rows(page, "outbox")
        with captive(campus.server.port) as asked:
            phone.send()
            until(lambda: "POST /api/v1/ping" in asked)
            saved(page)
            phone.chip(re.compile("^1 op "))
            assert kept.rows(page, "outbox") == waiting and not any("/ops/" in each for each in asked)
    phone.send()
    received(page)
    assert campus.taken("learner6") == [waiting[0]["op_id"]]


def test_a_page_in_the_place_of_a_receipt_is_no_receipt(pick: Pick, campus: Campus) -> None:
    phone = pick("learner7")
    page = begin(phone)
    lies: list[str] = []

    def lie(route: Route) -> None:
        lies.append(route.request.url)
        route.fulfill(status=200, content_type="text/html", body=PAGE)

    page.route("**/ops/*", lie, times=1)
    hand_in(page)
    received(page)
    assert len(lies) == 1 and campus.taken("learner7") == [lies[0].rsplit("/", 1)[1]]


def test_a_page_left_while_others_were_taken_along_does_not_stop_the_next(pick: Pick, campus: Campus) -> None:
    phone = pick("learner9")
    phone.context.add_init_script(f"({HANGS_ONCE})('/progress')")
    page = phone.go("/today")
    page.wait_for_function("() => sessionStorage.getItem('hung')")
    page.goto(f"{phone.base}/week")
    kept.wait(page, "pages", lambda rows: any(row["url"] == "/progress" for row in rows))


def test_a_page_that_comes_late_takes_the_place_of_an_empty_one_by_itself(pick: Pick, campus: Campus) -> None:
    phone = pick("learner9")
    phone.go("/today")
    phone.has_the_app()
    with campus.holding_page("/me/looks"):
        page = phone.go("/me/looks")
        expect(page.locator("#main")).to_contain_text("Deze pagina staat niet op je telefoon")
    expect(page.locator("h1")).to_have_text("Wie keek in mijn logboek")


def test_a_school_restored_from_an_older_backup_gets_again_what_it_forgot(pick: Pick, campus: Campus) -> None:
    phone = pick("learner8")
    page = begin(phone)
    older = campus.back_up()
    take_photo(page)
    hand_in(page)
    received(page)
    (op,) = campus.taken("learner8")
    campus.restore(older)
    assert campus.taken("learner8") == []
    phone.at(FRIDAY + LATER)
    page = phone.reopen("/today")
    until(lambda: campus.taken("learner8"))
    assert campus.taken("learner8") == [op] and len(campus.revisions("learner8")[0].photos) == 1
    kept.wait(page, "receipts", any)
    expect(page.locator("[data-chip]")).to_have_text(WORDS["chip_all"])
    phone.at(FRIDAY + 2 * LATER)
    phone.reopen("/today")
    phone.chip(WORDS["chip_all"])
    assert campus.taken("learner8") == [op]
