"""A learner's day on a phone: tapped in, kept at every change, handed in, changed."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.atlas import Atlas
from tests.e2e.conftest import Open
from tests.e2e.deeds import RATED, answer_all, received, taken_over
from tests.e2e.window import PHONE, Taps, Window
from tests.factories import WELDING

MOST_TAPS = 30


def test_a_full_entry_by_taps_alone_reaches_the_mentor(
    enter: Open, atlas: Atlas, record_property: Callable[[str, object], None]
) -> None:
    window = enter("learner13", PHONE)
    taps = Taps(window.page)
    page = window.go("/today")
    page.locator("#today-card a.btn").first.tap()
    taken_over(page)
    assert page.locator("[name=sheet]").input_value() == WELDING
    page.locator("[name=stage][value=coaching]").tap()
    answer_all(page)
    page.locator("[name='header.visual_check_done']").tap()
    expect(page.locator("[data-next]")).to_have_text("Alles ingevuld")
    page.locator("button[form=entry-form]").tap()
    received(page)
    record_property("learner's full welding entry", f"{taps.taps} taps, {taps.keys} keys (at most {MOST_TAPS}, 0)")
    assert taps.taps <= MOST_TAPS and taps.keys == 0
    _waits_for(enter(atlas.mentor_of("learner13")), atlas.name_of("learner13"))


def _waits_for(window: Window, learner: str) -> None:
    page = window.go("/inbox")
    page.locator(".waiting").filter(has_text=learner).filter(has_text="week 47").locator("a.whole").tap()
    expect(page.locator("[data-day][data-name=vr]")).to_have_count(1)


def test_every_tap_is_kept_without_handing_in(enter: Open) -> None:
    page = _begin(enter("learner6"))
    page.locator("[name=stage][value=scaffolding]").tap()
    page.locator(RATED).first.locator("input").first.tap()
    _kept(page)
    page.reload()
    expect(page.locator("[name=stage][value=scaffolding]")).to_be_checked()
    expect(page.locator(RATED).first.locator("input").first).to_be_checked()


def test_what_is_typed_is_kept_too_and_found_again_from_today(enter: Open) -> None:
    window = enter("learner7")
    page = _begin(window)
    page.locator("[name=stage][value=modelling]").tap()
    words = page.locator("[data-frame=modelling] textarea").first
    words.fill("Ik keek mee bij de eerste naad.")
    _kept(page)
    window.go("/today").locator("#today-card a.btn.main").tap()
    expect(words).to_have_value("Ik keek mee bij de eerste naad.")


def test_the_writing_frame_follows_the_stage(enter: Open) -> None:
    page = _begin(enter("learner8"))
    for stage in ("coaching", "exploration"):
        page.locator(f"[name=stage][value={stage}]").tap()
        expect(page.locator("[data-frame]:not([hidden])")).to_have_attribute("data-frame", stage)


def test_a_doubled_tap_is_one_entry(enter: Open, atlas: Atlas) -> None:
    page = _begin(enter("learner9"))
    page.locator("[name=stage][value=coaching]").tap()
    page.locator("button[form=entry-form]").dblclick()
    received(page)
    assert atlas.entries_of_today("learner9") == 1


def test_handed_in_can_be_changed_and_taken_back(enter: Open) -> None:
    page = _begin(enter("learner10"))
    page.locator("[name=stage][value=coaching]").tap()
    _hand_in_and_look(page)
    page.locator("#state a.btn").tap()
    taken_over(page)
    page.locator("[name=stage][value=scaffolding]").tap()
    _hand_in_and_look(page)
    expect(page.locator("#state")).to_contain_text("Ontvangen door de school")
    page.locator("#state form button").tap()
    expect(page.locator("#entry-form [name=stage][value=scaffolding]")).to_be_checked()


def _begin(window: Window) -> Page:
    page = window.go(f"/entries/new?sheet={WELDING}")
    taken_over(page)
    return page


def _hand_in_and_look(page: Page) -> None:
    page.locator("button[form=entry-form]").tap()
    received(page)
    page.locator("#saved a", has_text="Bekijken").tap()


def _kept(page: Page) -> None:
    expect(page.locator("#entry-form")).to_have_attribute("data-draft-state", "saved")
