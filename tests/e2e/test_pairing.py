"""From the teacher's printed page to a learner's day on a phone, and the PIN after a while."""

import re

from playwright.sync_api import Page, expect

from tests.e2e import looks
from tests.e2e.asking import ask
from tests.e2e.atlas import Atlas
from tests.e2e.conftest import Open
from tests.e2e.letting_in import PIN, arrive, code_for, leave_alone, pair, unlock
from tests.e2e.window import WIDE, Window

TWICE = """() => {
    const list = document.querySelector('.qrs');
    list.append(...[...list.children].map((each) => each.cloneNode(true)));
}"""


def _print(window: Window, atlas: Atlas) -> Page:
    page = window.go(atlas.addresses("teacher1", "insight.class_view")[0])
    page.get_by_role("link", name="Koppel telefoons").click()
    for name in page.locator("[name='learners[]']").all():
        name.check()
    page.get_by_role("button", name="Codes maken").click()
    page.locator(".qrs").wait_for()
    return page


def test_a_teacher_prints_and_a_learner_pairs_by_the_drawing_and_chooses_a_pin(enter: Open, atlas: Atlas) -> None:
    page = _print(enter("teacher1", WIDE), atlas)
    card = page.locator(".qrs li").first
    name, code = card.locator("b").inner_text(), card.locator(".code").inner_text().replace("-", "")
    phone = enter(None)
    page = phone.go(f"/pair#{code}")
    expect(page.get_by_label("Code van je blad")).to_have_value(code)
    assert "#" not in page.url
    assert not looks.everything(page)
    page.get_by_role("button", name="Koppelen").tap()
    arrive(page, "/pin")
    assert not looks.everything(page)
    page.get_by_label("PIN van zes cijfers").fill("123456")
    phone.expected.add(422)
    page.get_by_role("button", name="PIN bewaren").tap()
    expect(page.locator("#f-pin-error")).to_be_visible()
    page.get_by_label("PIN van zes cijfers").fill(PIN)
    page.get_by_role("button", name="PIN bewaren").tap()
    arrive(page, "/today")
    expect(phone.go("/me").locator("h1")).to_have_text(name)


def test_the_codes_of_twenty_four_learners_are_one_sheet_of_paper(enter: Open, atlas: Atlas) -> None:
    page = _print(enter("teacher1", WIDE), atlas)
    assert not looks.everything(page)
    ask(page, TWICE)
    expect(page.locator(".qrs li")).to_have_count(24)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))) == 1
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 710, "height": 1000})
    assert not looks.sideways(page)
    smallest = ask(
        page, "() => Math.min(...[...document.querySelectorAll('.qrs svg')].map((each) => each.clientWidth))"
    )
    assert smallest >= 80  # CSS pixels: over two centimetres


def test_a_phone_left_alone_asks_its_pin_and_goes_on_where_one_was(enter: Open, atlas: Atlas) -> None:
    phone = enter(None)
    page = phone.go(f"/pair#{code_for(atlas, 'learner8')}")
    pair(page)
    leave_alone(atlas, "learner8")
    phone.expected |= {403, 422}  # what the page before was fetching, and a wrong PIN
    page = phone.go("/progress")
    arrive(page, "/unlock")
    assert not looks.everything(page)
    unlock(page, "905271")
    expect(page.locator("#f-pin-error")).to_be_visible()
    unlock(page)
    arrive(page, "/progress")


def test_without_a_script_the_code_is_typed(enter: Open, atlas: Atlas) -> None:
    code = code_for(atlas, "learner9")
    phone = enter(None, java_script_enabled=False)
    page = phone.go("/pair")
    page.get_by_label("Code van je blad").fill(f"{code[:4].lower()} {code[4:]}")
    pair(page)
    expect(page.locator("h1")).to_be_visible()


def test_two_learners_of_one_phone_each_pick_their_name(enter: Open, atlas: Atlas) -> None:
    phone = enter(None)
    for handle, pin in (("learner10", PIN), ("learner11", "730164")):
        pair(phone.go(f"/pair#{code_for(atlas, handle, shared=True)}"), pin)
    leave_alone(atlas, "learner11")
    phone.expected.add(403)
    page = phone.go("/today")
    arrive(page, "/unlock")
    assert not looks.everything(page)
    with atlas.reading("learner10") as around:
        name = around.actor.name
    unlock(page, PIN, name)
    arrive(page, "/today")
    expect(phone.go("/me").locator("h1")).to_have_text(name)
