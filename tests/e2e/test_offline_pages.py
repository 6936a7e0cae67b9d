"""Without a connection: the app opens from the home screen, shows what it knew and from when, and takes new work."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import looks
from tests.e2e.asking import ask
from tests.e2e.atlas import Atlas
from tests.e2e.conftest import Open
from tests.e2e.offline import kept
from tests.e2e.window import PHONE, WIDE, Window
from tests.factories import WELDING

WAS = re.compile(r"Zo was het op \w+ \d+ \w+, \d\d:\d\d\. Je hebt nu geen verbinding\.")
FORM = f"/entries/new?sheet={WELDING}"
INSTALLED = "() => navigator.serviceWorker.ready.then(() => null)"
LOCK = """
    () => {
      const person = JSON.parse(localStorage.getItem("logbook"));
      localStorage.setItem("logbook", JSON.stringify({ ...person, locked: true }));
    }
"""
Cut = Callable[..., Window]


def ready(page: Page, wanted: str) -> None:
    """Wait until the app is on the phone and `wanted` was taken along."""
    ask(page, INSTALLED)
    kept.wait(page, "pages", lambda rows: wanted in [row["url"] for row in rows])


@pytest.fixture
def cut(enter: Open) -> Cut:
    """Return a function that opens somebody's window, lets the phone take all along, and cuts the line."""

    def open_and_cut(handle: str, home: str, wanted: str, shape: dict[str, object] = PHONE) -> Window:
        window = enter(handle, shape, service_workers="allow")
        ready(window.go(home), wanted)
        window.page.goto("about:blank")
        window.context.set_offline(True)
        return window

    return open_and_cut


def test_a_learner_opens_the_app_from_the_home_screen(cut: Cut) -> None:
    page = cut("learner1", "/today", "/progress").go("/?from=home")
    expect(page.get_by_role("heading", name="Vandaag", level=1)).to_be_visible()
    expect(page.get_by_text(WAS)).to_be_visible()
    for place, heading in (("Week", re.compile(r"Week \d+")), ("Voortgang", "Voortgang")):
        page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name=place).click()
        expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
        expect(page.get_by_text(WAS)).to_be_visible()
    assert not looks.everything(page)


def test_a_learner_looks_at_an_entry_of_last_week(cut: Cut) -> None:
    window = cut("learner1", "/today", "/progress")
    page = window.go("/week")
    page.locator("#days a[href^='/entries/']").first.click()
    expect(page.get_by_text(WAS)).to_be_visible()


def test_every_new_form_is_an_entry_of_its_own_of_today(cut: Cut) -> None:
    window = cut("learner1", "/today", "/progress")
    ids = set()
    for _time in range(2):
        page = window.go(FORM)
        form = page.locator("form[data-entry-form]")
        expect(form).to_be_visible()
        ids.add(form.get_attribute("data-thing"))
        today = page.evaluate("new Date().toLocaleDateString('sv')")
        assert page.locator("[name=date]").input_value() == today
        assert window.path.startswith(f"/entries/{str(form.get_attribute('data-thing')).removeprefix('entry:')}?")
    assert len(ids) == 2
    assert not looks.everything(page)


def test_what_was_begun_comes_back(cut: Cut) -> None:
    window = cut("learner1", "/today", "/progress")
    page = window.go(FORM)
    expect(page.locator("form[data-entry-form]")).to_be_visible()
    other = page.locator("label.tile:not(:has(:checked))").first
    stage = other.locator("input").get_attribute("value")
    other.click()
    page.locator("form[data-draft-state=phone]").wait_for()
    begun = window.path
    window.go("/today")
    page = window.go(FORM)
    expect(page.locator(f"[name=stage][value={stage}]")).to_be_checked()
    assert window.path == begun


def test_a_page_that_is_not_there_leads_to_what_is(cut: Cut) -> None:
    page = cut("learner1", "/today", "/progress", WIDE).go("/sheets")
    expect(page.get_by_role("heading", name="Op deze telefoon")).to_be_visible()
    assert not looks.everything(page)
    page.locator("main").get_by_role("link", name="Voortgang").click()
    expect(page.get_by_text(WAS)).to_be_visible()


def test_a_locked_phone_shows_nothing_of_before_and_takes_new_work(cut: Cut) -> None:
    window = cut("learner1", "/today", "/progress")
    page = window.go("/offline")
    page.evaluate(LOCK)
    for path in ("/today", "/progress", "/"):
        page = window.go(path)
        expect(page.get_by_text("Je bent afgemeld op deze telefoon.")).to_be_visible()
        assert not page.get_by_text(WAS).count()
    page.locator("main").get_by_role("link").first.click()
    expect(page.locator("form[data-entry-form]")).to_be_visible()


# The worker of a phone without a person asks in the browser's language, which these windows do not set for it.
NOBODY = re.compile("nog niemand aangemeld|Nobody has signed in")


def test_a_phone_that_nobody_used_says_so(enter: Open) -> None:
    window = enter(None, service_workers="allow")
    ask(window.go("/sign-in"), INSTALLED)
    window.context.set_offline(True)
    expect(window.go("/today").get_by_text(NOBODY)).to_be_visible()


def test_a_mentor_opens_a_week_that_waits(cut: Cut, atlas: Atlas) -> None:
    week = next(path for path in atlas.addresses("mentor1", "reviews.week"))
    window = cut("mentor1", "/inbox", week)
    page = window.go("/?from=home")
    page.locator("main a[href^='/placements/']").first.click()
    expect(page.locator("#week-form")).to_be_visible()
    expect(page.get_by_text(WAS)).to_be_visible()


def test_the_newest_is_offered_when_the_line_is_back(cut: Cut) -> None:
    window = cut("learner1", "/today", "/progress")
    page = window.go("/today")
    expect(page.get_by_text(WAS)).to_be_visible()
    window.context.set_offline(False)
    page.get_by_role("button", name="Nieuwste bekijken").click()
    expect(page.get_by_role("heading", name="Vandaag", level=1)).to_be_visible()
    expect(page.get_by_text(WAS)).to_have_count(0)


def test_a_picture_of_another_app_finds_its_sheet(cut: Cut) -> None:
    window = cut("learner1", "/today", "/progress")
    page = window.go("/offline")
    page.evaluate(
        """() => {
          const form = document.createElement("form");
          Object.assign(form, { method: "post", action: "/share", enctype: "multipart/form-data" });
          const input = Object.assign(document.createElement("input"), { type: "file", name: "photo" });
          const files = new DataTransfer();
          files.items.add(new File([new Uint8Array([255, 216, 255])], "a.jpg", { type: "image/jpeg" }));
          input.files = files.files;
          form.append(input);
          document.body.append(form);
          form.requestSubmit();
        }"""
    )
    page.wait_for_url("**/share")
    expect(page.get_by_text("Bij welk blad hoort deze foto?")).to_be_visible()
    expect(page.locator("img.shared")).to_have_count(1)
