"""The checks themselves: each finds the mistake it is there for."""

from pathlib import Path

import pytest

from tests.e2e import looks
from tests.e2e.conftest import Open
from tests.e2e.looked import Looked
from tests.e2e.window import NARROW, PHONE, Taps, Window


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("console.error('broken')", "console: broken"),
        ("setTimeout(() => { throw new Error('thrown') })", "script error: thrown"),
        (
            "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))",
            "Content Security Policy",
        ),
        ("await fetch('/nothing-here')", "/nothing-here: 404"),
        ("await fetch('http://127.0.0.2:9').catch(() => 0)", "Content Security Policy"),
    ],
)
def test_a_window_tells_what_no_page_may_do(enter: Open, deed: str, told: str) -> None:
    assert told in _faults_of(enter(None), deed)


def test_a_window_tells_of_other_hosts(enter: Open) -> None:
    window = enter(None, bypass_csp=True)
    assert "a request to another host" in _faults_of(window, "await fetch('http://127.0.0.2:9').catch(() => 0)")


def _faults_of(window: Window, deed: str) -> str:
    page = window.go("/sign-in")
    page.evaluate(f"async () => {{ {deed}; await new Promise((done) => setTimeout(done, 1)) }}")
    told = "\n".join(window.faults)
    window.faults.clear()
    return told


def test_axe_and_the_own_checks_find_mistakes(enter: Open) -> None:
    page = enter(None, NARROW).go("/sign-in")
    assert not looks.violations(page) + looks.contrast(page) + looks.small_targets(page) + looks.sideways(page)
    page.evaluate("() => { Object.assign(document.querySelector('.btn').style, {height: '20px', minHeight: 0}) }")
    assert "x20: <a" in looks.small_targets(page)[0]
    page.evaluate("() => { document.querySelector('main > form').style.width = '700px' }")
    assert looks.sideways(page)
    page.evaluate("() => { document.querySelector('label').remove() }")
    assert any(line.startswith("label") for line in looks.violations(page))
    page.evaluate("() => { document.querySelector('h1').style.color = '#ccc' }")
    assert any(line.startswith("color-contrast") for line in looks.contrast(page))


def test_taps_and_key_strokes_are_counted_where_they_land(enter: Open) -> None:
    window = enter(None, PHONE)
    taps = Taps(window.page)
    page = window.go("/sign-in")
    page.locator("#f-email").tap()
    page.keyboard.type("ab")
    page.get_by_role("button", name="Mail mij een code").tap()
    window.expected.add(422)
    page.locator("#errors").wait_for()
    assert (taps.taps, taps.keys) == (2, 2)


def test_a_page_is_known_once_the_same_was_in_order(tmp_path: Path) -> None:
    looked = Looked(tmp_path / "looked")
    page = '<nav class="places noprint">{}</nav><main><a href="{}">{}</a></main>'
    looked.note(page.format("Vandaag", "/a", "Week 47"))
    looked.note(page.format("Klas", "/a", "Week 46"))
    assert looked.knows(page.format("Klas", "/b", "Week 47"))
    assert not looked.knows(page.format("Klas", "/a", "Week 48"))
    assert not looked.knows(page.format("Fiches", "/a", "Week 47"))
