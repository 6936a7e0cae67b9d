"""Everything works without JavaScript: plain forms, plain links, plain pages."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.atlas import Atlas
from tests.e2e.conftest import Open
from tests.e2e.deeds import agree_day_by_day, answer_all
from tests.e2e.window import PHONE, WIDE
from tests.factories import WELDING


def test_a_learner_hands_an_entry_in(enter: Open) -> None:
    page = enter("learner11", PHONE, java_script_enabled=False).go(f"/entries/new?sheet={WELDING}")
    page.locator("[name=stage][value=coaching]").tap()
    answer_all(page)
    page.locator("[name=keep][value=frame]").tap()
    page.locator("[data-frame=coaching] textarea").first.fill("Mijn mentor hielp bij de start.")
    page.locator("button[form=entry-form]").tap()
    expect(page.locator("#state")).to_contain_text("Ontvangen door de school")
    expect(page.locator("main")).to_contain_text("Mijn mentor hielp bij de start.")


def test_what_is_wrong_is_told_beside_what_was_typed(enter: Open) -> None:
    window = enter("learner12", PHONE, java_script_enabled=False)
    page = window.go(f"/entries/new?sheet={WELDING}")
    _open_header(page)
    page.locator("[name=date]").fill("2026-11-27")
    page.locator("[name='header.task_description']").fill("Trap voor de loods")
    page.locator("[name=stage][value=coaching]").tap()
    window.expected.add(422)
    page.locator("button[form=entry-form]").tap()
    expect(page.locator("#f-date-error")).to_be_visible()
    expect(page.locator("[name='header.task_description']")).to_have_value("Trap voor de loods")
    expect(page.locator("[name=stage][value=coaching]")).to_be_checked()


def _open_header(page: Page) -> None:
    if page.locator("#form-header").get_attribute("open") is None:
        page.locator("#form-header summary").tap()


def test_a_mentor_approves_a_week(enter: Open) -> None:
    page = enter("mentor2", PHONE, java_script_enabled=False).go("/inbox")
    page.locator(".waiting a.whole").first.tap()
    agree_day_by_day(page)
    page.locator("[name=soft_rest]").tap()
    page.locator("button[form=week-form]:not([name])").tap()
    expect(page.locator(".note.ok").first).to_be_visible()


@pytest.mark.parametrize(
    ("handle", "endpoint"),
    [
        ("teacher1", "insight.class_view"),
        ("teacher1", "insight.three_party"),
        ("teacher1", "insight.evidence"),
        ("teacher1", "councils.class_file"),
        ("learner1", "insight.progress"),
        ("learner1", "insight.week"),
    ],
)
def test_the_views_are_there(enter: Open, atlas: Atlas, handle: str, endpoint: str) -> None:
    window = enter(handle, WIDE, java_script_enabled=False)
    for path in atlas.addresses(handle, endpoint):
        expect(window.go(path).locator("main")).not_to_be_empty()


def test_a_cell_of_the_three_party_view_leads_to_its_evidence(enter: Open, atlas: Atlas) -> None:
    page = enter("teacher1", WIDE, java_script_enabled=False).go(atlas.addresses("teacher1", "insight.three_party")[0])
    page.locator("a.cell").first.click()
    page.wait_for_url("**/evidence?**")
    expect(page.locator("main")).not_to_be_empty()


def test_help_is_a_page_with_a_way_back(enter: Open) -> None:
    window = enter("learner1", PHONE, java_script_enabled=False)
    page = window.go(f"/entries/new?sheet={WELDING}")
    page.locator("a[data-slide-over]").first.tap()
    page.wait_for_url("**/criteria/**")
    page.locator(".top a").first.tap()
    expect(page.locator("main")).not_to_be_empty()
