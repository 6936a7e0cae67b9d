"""A teacher copies a sheet, gives it twelve criteria and publishes it: by keyboard, by touch, and by dragging rows."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.atlas import Atlas
from tests.e2e.conftest import Open
from tests.e2e.window import NARROW, PHONE, WIDE
from tests.factories import WELDING

MANY = 200  # presses after which something is out of reach
TWELVE = 12
NEW = ("Geen aanloopkleur", "Proper werkstuk")
BACK = "header.top a.iconbtn"


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until what matches `selector` has the focus."""
    for _press in range(MANY):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is out of reach by keyboard")


def _press(page: Page, selector: str, key: str = "Enter") -> None:
    """Go to what matches `selector` by Tab and press a key there; it leads to another page."""
    _tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press(key)


def _type(page: Page, name: str, text: str) -> None:
    _tab_to(page, f"[name='{name}']")
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def test_twelve_criteria_by_keyboard_alone(enter: Open) -> None:
    page = enter("teacher1", WIDE).go(f"/sheets/{WELDING}")
    _press(page, f"a[href='/sheets/{WELDING}/draft']")
    _press(page, "main button.main")
    _press(page, "a[href$='/rows/part/about']")
    _type(page, "title.nl", "Hoeklas met het toetsenbord")
    _type(page, "short_title.nl", "Hoeklas toetsen")
    _press(page, "button[form=row-form]")
    _press(page, "a[href$='/rows/criteria']")
    before = page.locator(".shelf-row").count()
    _press(page, "a[href$='/rows/criteria/new']")
    missing = TWELVE - before
    for number, words in enumerate(NEW[:missing], start=1):
        _type(page, "text.nl", words)
        _type(page, "short.nl", words)
        _type(page, "look_for.nl", "Kijk goed naar het werkstuk.")
        last = number == missing
        _press(page, "button[form=row-form]:not([name=next])" if last else "button[form=row-form][name=next]")
    expect(page.locator(".shelf-row")).to_have_count(TWELVE)
    row = page.locator(".shelf-row").last.get_attribute("id") or ""
    moving = f"button[value='up:{row.removeprefix('row-')}']"
    _press(page, moving)
    expect(page.locator(".shelf-row").nth(TWELVE - 2)).to_have_id(row)
    assert page.evaluate("(selector) => document.activeElement.matches(selector)", moving), "the focus stays there"
    _press(page, BACK)
    _press(page, "a[href$='/publish']")
    _type(page, "note", "Twee punten erbij")
    _press(page, "button[form=publish]")
    expect(page.locator("h1")).to_contain_text("Hoeklas toetsen")
    expect(page.locator("main")).to_contain_text(NEW[0])
    expect(page.locator(".note.ok")).to_contain_text("versie 1")


def _tap(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).first.tap()


def _write(page: Page, name: str, text: str) -> None:
    """Tap a field and write with the keyboard of the screen, which sends whole texts."""
    field = page.locator(f"[name='{name}']")
    field.tap()
    field.evaluate("(field) => field.select()")
    page.keyboard.insert_text(text)


def test_twelve_criteria_by_touch_alone(enter: Open) -> None:
    page = enter("teacher2", PHONE).go(f"/sheets/{WELDING}")
    _tap(page, f"a[href='/sheets/{WELDING}/draft']")
    _tap(page, "main button.main")
    _tap(page, "a[href$='/rows/part/about']")
    _write(page, "title.nl", "Hoeklas met de vinger")
    _write(page, "short_title.nl", "Hoeklas vinger")
    expect(page.locator("[data-draft-status]")).to_have_text("bewaard bij de school")
    _tap(page, BACK)
    expect(page.locator("h1")).to_have_text("Hoeklas met de vinger")
    _tap(page, "a[href$='/rows/criteria']")
    missing = TWELVE - page.locator(".shelf-row").count()
    _tap(page, "a[href$='/rows/criteria/new']")
    for number, words in enumerate(NEW[:missing], start=1):
        _write(page, "text.nl", words)
        _write(page, "short.nl", words)
        _write(page, "look_for.nl", "Kijk goed naar het werkstuk.")
        last = number == missing
        _tap(page, "button[form=row-form]:not([name=next])" if last else "button[form=row-form][name=next]")
    expect(page.locator(".shelf-row")).to_have_count(TWELVE)
    for button in page.locator(".shelf-row button:not([disabled])").all()[:4]:
        box = button.bounding_box() or {}
        assert box["width"] >= 48 and box["height"] >= 48
    row = page.locator(".shelf-row").last.get_attribute("id") or ""
    _tap(page, f"button[value='up:{row.removeprefix('row-')}']")
    expect(page.locator(".shelf-row").nth(TWELVE - 2)).to_have_id(row)
    _tap(page, BACK)
    _tap(page, "a[href$='/preview']")
    _tap(page, "a[href$='/preview/phone']")
    expect(page.locator("main")).to_contain_text(NEW[0])
    _tap(page, BACK)
    _tap(page, "a[href$='/publish']")
    _write(page, "note", "Twee punten erbij")
    _tap(page, "button[form=publish]")
    expect(page.locator("h1")).to_contain_text("Hoeklas vinger")
    expect(page.locator(".note.ok")).to_contain_text("versie 1")


def test_two_people_in_one_row_lose_nothing(enter: Open) -> None:
    one = enter("teacher1", WIDE).go(f"/sheets/{WELDING}/draft")
    one.locator("main button.main").click()
    one.locator("a[href$='/rows/criteria']").click()
    one.locator(".shelf-row a").first.click()
    expect(one.locator("[name='text.nl']")).to_be_visible()
    other = enter("teacher1", WIDE)
    other.expected.add(409)
    two = other.go(urlsplit(one.url).path)
    one.locator("[name='text.nl']").fill("Van de ene")
    expect(one.locator("[data-draft-status]")).to_have_text("bewaard bij de school")
    two.locator("[name='text.nl']").fill("Van de andere")
    expect(two.locator("[data-draft-status]")).to_have_text("niet bewaard")
    two.locator("button[form=row-form]").first.click()
    expect(two.locator(".theirs")).to_contain_text("Van de ene")
    expect(two.locator("[name='text.nl']")).to_have_value("Van de andere")
    two.get_by_role("button", name="Mijn tekst bewaren").click()
    expect(two.locator(".shelf-row").first).to_contain_text("Van de andere")


Points = list[tuple[float, float]]


def _by_mouse(page: Page, points: Points) -> Callable[[], None]:
    """Drag the mouse along the points; return what lets go."""
    page.mouse.move(*points[0])
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*point)
    return page.mouse.up


def _by_finger(page: Page, points: Points) -> Callable[[], None]:
    """Drag a finger along the points; return what lifts it."""
    line = page.context.new_cdp_session(page)
    for kind, (x, y) in zip(["touchStart", *["touchMove"] * len(points)], points, strict=False):
        line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    return lambda: line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def _order(page: Page) -> list[str]:
    return [str(row.get_attribute("id")) for row in page.locator(".shelf-row").all()]


def _drag(page: Page, drag: Callable[[Page, Points], Callable[[], None]], row: str, onto: str) -> Callable[[], None]:
    """Take a row by its handle past the middle of another one, in three strokes."""
    page.locator(f"#{onto}").scroll_into_view_if_needed()
    grip, place = (page.locator(each).bounding_box() or {} for each in (f"#{row} .grip", f"#{onto}"))
    assert grip["width"] >= 48 and grip["height"] >= 48
    x, y = grip["x"] + 24, grip["y"] + 24
    down = place["y"] > grip["y"]
    end = place["y"] + place["height"] * (0.75 if down else 0.25)
    return drag(page, [(x, y), (x, (y + end) / 2), (x, end)])


@pytest.mark.parametrize(("drag", "shape"), [(_by_mouse, WIDE), (_by_finger, NARROW)], ids=["mouse", "finger"])
def test_a_row_is_dragged_to_its_place(
    enter: Open, atlas: Atlas, drag: Callable[[Page, Points], Callable[[], None]], shape: dict[str, Any]
) -> None:
    page = enter("teacher1", shape).go(atlas.addresses("teacher1", "authoring.shelf")[0])
    expect(page.locator(".grip")).to_have_count(page.locator(".shelf-row").count())
    first, second, third, *rest = _order(page)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        _drag(page, drag, first, third)()
    expect(page.locator("[data-reorder-status]")).to_contain_text("staat nu op plaats 3 van")
    assert _order(page) == [second, third, first, *rest]
    assert page.evaluate("() => document.activeElement.closest('li').id") == first
    expect(page.locator(f"#{second} .up")).to_be_disabled()
    expect(page.locator(f"#{first} .up")).to_be_enabled()
    page.reload()
    assert _order(page) == [second, third, first, *rest], "kept by the school"
    let_go = _drag(page, drag, first, second)
    expect(page.locator(".dragged")).to_have_id(first)
    expect(page.locator(".shelf-row").first, "it shows where it lands").to_have_id(first)
    page.keyboard.press("Escape")
    let_go()
    assert _order(page) == [second, third, first, *rest] and not page.locator(".dragged").count()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        _drag(page, drag, first, second)()
    expect(page.locator(".shelf-row").first).to_have_id(first)


def test_a_row_that_cannot_be_kept_goes_back(enter: Open, atlas: Atlas) -> None:
    window = enter("teacher1", WIDE)
    page = window.go(atlas.addresses("teacher1", "authoring.shelf")[0])
    expect(page.locator(".grip").first).to_be_visible()
    before = _order(page)
    window.context.set_offline(True)
    _drag(page, _by_mouse, before[0], before[1])()
    expect(page.locator("#toast")).to_contain_text("Geen verbinding")
    assert _order(page) == before
