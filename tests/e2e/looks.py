"""What every page is checked for in the browser: axe's rules, targets for a thumb, and no scrolling sideways."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

from tests.e2e.asking import ask

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
THUMB = 48  # CSS pixels, the smallest side of what is tapped on a phone
PHONE, NARROW, DESK = 390, 320, 1280  # CSS pixels
TALL = 12_000  # CSS pixels: a window in which the bar at the thumb covers nothing, as axe does not scroll

RUN = """async (options) => {
    const results = await axe.run(document, {resultTypes: ['violations'], ...options});
    return results.violations.flatMap((rule) => rule.nodes.map(
        (node) => `${rule.id}: ${node.target.join(' ')}: ${node.html.slice(0, 160)} | ${node.failureSummary}`));
}"""

SMALL = """(least) => {
    const targets = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    const inSentence = (element) => element.matches('a') && getComputedStyle(element).display === 'inline'
        && element.parentElement.textContent.trim() !== element.textContent.trim();
    const whole = (element) => getComputedStyle(element, '::after').position === 'absolute'
        ? element.offsetParent : element;  // a link that is spread over its card
    return [...document.querySelectorAll(targets)]
        .filter((element) => element.checkVisibility({visibilityProperty: true}) && !inSentence(element))
        .map((element) => ({element, box: (element.closest('label') ?? whole(element)).getBoundingClientRect()}))
        .filter(({box}) => Math.min(box.width, box.height) < least - 0.5)
        .map(({element, box}) => `${box.width}x${box.height}: ${element.outerHTML.slice(0, 160)}`);
}"""

SIDEWAYS = """() => {
    const root = document.documentElement;
    const scrolls = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
    const within = (element) => element && (scrolls(element) || within(element.parentElement));
    const hidden = (element) => element.closest('.vh, .skip, [hidden]');
    const over = [...document.body.querySelectorAll('*')].filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width && box.right > root.clientWidth + 1 && !hidden(element) && !within(element.parentElement);
    });
    const wide = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} wide`] : [];
    return [...wide, ...over.map((element) => `beyond the edge: ${element.outerHTML.slice(0, 120)}`)].slice(0, 8);
}"""

CUT_OFF = """() => [...document.body.querySelectorAll('*')].filter((element) => {
    const style = getComputedStyle(element);
    const cuts = ['hidden', 'clip'].includes(style.overflowX) && !element.closest('.vh, svg, dialog, input');
    return cuts && element.scrollWidth > element.clientWidth + 1;
}).map((element) => `cut off: ${element.outerHTML.slice(0, 160)}`)"""


def _axe(page: Page, options: dict[str, Any]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return list(ask(page, RUN, options))


def violations(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.2 A and AA."""
    return _axe(page, {"runOnly": {"type": "tag", "values": TAGS}})


def contrast(page: Page) -> list[str]:
    """Return what axe finds against the contrast of text: all that a theme can change."""
    return _axe(page, {"runOnly": {"type": "rule", "values": ["color-contrast"]}})


def small_targets(page: Page) -> list[str]:
    """Return what is too small for a thumb; links within a sentence may be (WCAG 2.5.8)."""
    return list(page.evaluate(SMALL, THUMB))


def sideways(page: Page) -> list[str]:
    """Return what makes the page scroll sideways, or is cut off; wide tables scroll in a box of their own."""
    return [*page.evaluate(SIDEWAYS), *page.evaluate(CUT_OFF)]


def resize(page: Page, width: int, height: int = TALL) -> None:
    """Give the window another size."""
    page.set_viewport_size({"width": width, "height": height})


def text_size(page: Page, percent: int) -> None:
    """Set the size of all text as a browser's setting does."""
    page.evaluate("(size) => { document.documentElement.style.fontSize = size }", f"{106.25 * percent / 100}%")


def everything(page: Page) -> list[str]:
    """Return all that is wrong with a page that was opened on a phone: there, at 320 px, with large text, at a desk."""
    resize(page, PHONE)
    found = _named("phone", violations(page) + small_targets(page) + sideways(page))
    page.emulate_media(color_scheme="dark")
    found += _named("dark", contrast(page))
    page.emulate_media(color_scheme="light")
    resize(page, NARROW)
    found += _named("320 px", sideways(page))
    resize(page, PHONE)
    text_size(page, 200)
    found += _named("200 % text", sideways(page))
    text_size(page, 100)
    resize(page, DESK)
    return found + _named("desk", violations(page) + sideways(page))


def _named(where: str, found: list[str]) -> list[str]:
    return [f"{where}: {each}" for each in found]
