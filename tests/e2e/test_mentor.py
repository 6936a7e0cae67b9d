"""A mentor's week: looked at and approved in few taps, returned with a reason, and never approved unseen."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from logbook.core.ids import new_id
from tests.e2e import looks
from tests.e2e.conftest import Open
from tests.e2e.deeds import agree_day_by_day, received, taken_over
from tests.e2e.window import PHONE, Taps, Window
from tests.factories import WELDING

MOST_TAPS = 15


def test_a_week_of_four_entries_without_surprises(enter: Open, record_property: Callable[[str, object], None]) -> None:
    window = enter("mentor1", PHONE)
    taps = Taps(window.page)
    page = window.go("/inbox")
    _card(page, "Lotte").tap()
    expect(page.locator("[data-day]")).to_have_count(4)
    taken_over(page)
    page.locator("[name=agree_all]").tap()
    page.locator("[name=soft_rest]").tap()
    for stage in page.locator("#week-form [name^='stages.'][value=coaching]").all():
        stage.tap()
    expect(page.locator("[data-week-left]")).to_have_text("Alles bekeken")
    page.locator("button[form=week-form]").first.tap()
    expect(page.locator(".note.ok").first).to_be_visible()
    record_property("mentor's week of four entries", f"{taps.taps} taps, {taps.keys} keys (at most {MOST_TAPS})")
    assert taps.taps <= MOST_TAPS and taps.keys == 0
    expect(window.go("/inbox").locator(".waiting").filter(has_text="Lotte")).to_have_count(0)


def test_a_day_goes_back_with_a_reason_and_the_learner_reads_it(enter: Open) -> None:
    window = enter("mentor1", PHONE)
    page = window.go("/inbox")
    _card(page, "Aya").tap()
    taken_over(page)
    page.locator("[name=agree_all]").tap()
    _open_day(page)
    page.locator(".return summary").first.tap()
    page.locator("[data-return]").first.tap()
    page.locator("[name$='.reason']").first.fill("Kijk nog eens naar de hoogte van de las.")
    page.locator("button[form=week-form]").first.tap()
    expect(page.locator(".note.ok").first).to_be_visible()
    expect(enter("learner3").go("/today").locator("main")).to_contain_text("Kijk nog eens naar de hoogte")


def test_what_the_mentor_sees_otherwise_is_shown_at_once(enter: Open) -> None:
    window = enter("mentor2", PHONE)
    page = window.go("/inbox")
    _card(page, "Noah").tap()
    _open_day(page)
    row = page.locator("[data-learner]:not([data-learner='']):visible").first
    said = row.get_attribute("data-learner")
    row.locator(f"input:not([value={said}])").tap()
    expect(row.locator("[data-differs]")).to_be_visible()
    row.locator(f"input[value={said}]").tap()
    expect(row.locator("[data-differs]")).to_be_hidden()


def test_a_week_that_changed_meanwhile_is_shown_again(enter: Open) -> None:
    _hand_in(enter("learner20"))
    mentor = enter("mentor8", PHONE)
    page = mentor.go("/inbox")
    _card(page, "Zoë").tap()
    taken_over(page)
    agree_day_by_day(page)
    page.locator("[name=soft_rest]").tap()
    _hand_in(enter("learner20"))
    mentor.expected.add(409)
    page.locator("button[form=week-form]").first.tap()
    expect(page.locator("main .note").first).to_contain_text("veranderd sinds je ze opende")
    expect(page.locator("[name=soft_rest]")).to_be_checked()
    found = looks.everything(page)
    assert not found, "\n".join(found)


def test_a_choice_is_kept_without_approving(enter: Open) -> None:
    window = enter("mentor6", PHONE)
    page = window.go("/inbox")
    page.locator(".waiting a.whole").first.tap()
    page.locator("[name=soft_rest]").tap()
    expect(page.locator("#week-form")).to_have_attribute("data-draft-state", "saved")
    page.reload()
    expect(page.locator("[name=soft_rest]")).to_be_checked()


def test_the_blind_mentor_rates_before_seeing_the_learners_view(enter: Open) -> None:
    page = enter("blind_mentor", PHONE).go("/inbox")
    page.locator(".waiting a").first.tap()
    _open_day(page)
    page.get_by_role("link", name="Zelf beoordelen").first.tap()
    page.locator("fieldset[data-question]").first.wait_for()
    assert page.locator("[data-learner]:not([data-learner=''])").count() == 0


def _card(page: Page, name: str) -> Locator:
    return page.locator(".waiting").filter(has_text=name).filter(has_text="week 47").locator("a.whole")


def _open_day(page: Page) -> None:
    page.locator("[data-day] > details > summary").first.tap()


def _hand_in(window: Window) -> None:
    page = window.go(f"/entries/{new_id()}?sheet={WELDING}")
    taken_over(page)
    page.locator("[name=stage][value=coaching]").tap()
    page.locator("button[form=entry-form]").tap()
    received(page)
