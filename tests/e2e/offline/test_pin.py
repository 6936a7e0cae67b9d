"""A phone with a PIN and no connection: nothing to read once it is closed, always a new entry, never another's name."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect
from sqlalchemy import update

from logbook.accounts.models import SignInSession
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.conftest import FRIDAY
from tests.e2e.letting_in import PIN, TOO_LONG, arrive, code_for, leave_alone, pair, unlock
from tests.e2e.offline import kept
from tests.e2e.offline.campus import Campus
from tests.e2e.offline.conftest import Pick
from tests.e2e.offline.deeds import FORM, begin, hand_in, saved
from tests.e2e.offline.phone import Phone
from tests.e2e.offline.waiting import until

SHARED = re.compile("Jullie delen deze telefoon|You share this phone")
"""The app came with the page of pairing, in the language of a browser that nobody had signed in on."""
CLOSED = re.compile("vraagt je PIN|ask for your PIN|asks for your PIN|asks your PIN")
BACK = "document.dispatchEvent(new Event('visibilitychange'))"


def _paired(pick: Pick, campus: Campus, learner: str, pin: str = PIN, *, shared: bool = False) -> Phone:
    """Return a phone that nobody used before, paired with a learner and open."""
    campus.from_now_on(learner)
    phone = pick()
    phone.expected |= {401, 403}  # what a page was fetching while its phone closed
    _pair(phone, campus, learner, pin, shared=shared)
    return phone


def _pair(phone: Phone, campus: Campus, learner: str, pin: str = PIN, *, shared: bool = False) -> None:
    pair(phone.go(f"/pair#{code_for(campus.atlas, learner, shared=shared)}"), pin)
    phone.has_the_app()


def _closed(phone: Phone, path: str) -> Page:
    page = phone.reopen(path)
    expect(page.locator("#main")).to_contain_text(CLOSED)
    return page


def test_a_closed_phone_shows_nothing_of_before_and_takes_a_new_entry(pick: Pick, campus: Campus) -> None:
    phone = _paired(pick, campus, "learner14")
    phone.take_along("/today", "/progress")
    kept.wait(phone.page, "pages", lambda rows: any(row["url"] == FORM for row in rows))
    phone.reopen("/today")
    phone.cut()
    page = phone.reopen("/progress")
    expect(page.locator("h1")).to_have_text("Voortgang")
    leave_alone(campus.atlas, "learner14")
    phone.at(FRIDAY + TOO_LONG)
    for path in ("/progress", "/today"):
        page = _closed(phone, path)
        expect(page.locator("[data-seen], [data-begun]").locator("visible=true")).to_have_count(0)
    begin(phone)
    hand_in(phone.page)
    saved(phone.page)
    assert campus.taken("learner14") == []
    phone.mend()
    page = phone.reopen("/today")
    arrive(page, "/unlock")
    until(lambda: len(campus.taken("learner14")) == 1)
    phone.chip("alles bij de school")
    unlock(page)
    arrive(page, "/today")


def test_a_page_left_open_makes_way_for_the_pin_and_what_was_begun_comes_back(pick: Pick, campus: Campus) -> None:
    phone = _paired(pick, campus, "learner15")
    page = begin(phone)
    where = page.url
    kept.wait(page, "drafts", lambda rows: rows)
    leave_alone(campus.atlas, "learner15")
    phone.at(FRIDAY + TOO_LONG)
    page.evaluate(BACK)
    arrive(page, "/unlock")
    unlock(page)
    page.wait_for_url(where)
    expect(page.locator("#entry-form [name=stage][value=coaching]")).to_be_checked()


def test_what_one_wrote_on_a_shared_phone_waits_for_who_wrote_it(pick: Pick, campus: Campus) -> None:
    phone = _paired(pick, campus, "learner17", "730164", shared=True)
    campus.from_now_on("learner16")
    _pair(phone, campus, "learner16", shared=True)
    phone.take_along("/today", FORM)
    assert {row["kind"] for row in kept.rows(phone.page, "pages")} == {"form"}
    phone.cut()
    begin(phone)
    hand_in(phone.page)
    saved(phone.page)
    _half_a_day_later(campus, "learner16")
    phone.at(FRIDAY + timedelta(minutes=6))
    page = phone.reopen("/today")
    expect(page.locator("#main")).to_contain_text(SHARED)
    phone.mend()
    page = phone.reopen("/today")
    arrive(page, "/unlock")
    unlock(page, "730164", _name(campus, "learner17"))
    arrive(page, "/today")
    phone.chip("alles bij de school")
    assert campus.taken("learner16") == campus.taken("learner17") == []
    phone.page.goto(phone.base + "/me")
    phone.page.wait_for_load_state("networkidle")
    phone.page.locator("form[data-sign-out] button").tap()
    arrive(phone.page, "/unlock")
    phone.has_the_app()
    unlock(phone.page, PIN, _name(campus, "learner16"))
    until(lambda: len(campus.taken("learner16")) == 1)
    assert campus.taken("learner17") == []


def _name(campus: Campus, handle: str) -> str:
    with campus.atlas.reading(handle) as around:
        return around.actor.name


def _half_a_day_later(campus: Campus, handle: str) -> None:
    """Let the learner's sign-in on a shared phone be over."""
    with campus.reading(handle) as person_id, transaction():
        mine = SignInSession.person_id == person_id
        db.session.execute(update(SignInSession).where(mine).values(expires_at=FRIDAY))
