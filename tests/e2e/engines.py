"""Two engines behind one small window, for what must work without Background Sync, as on an iPhone."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from playwright.sync_api import Browser, Page
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.e2e import webkit
from tests.e2e.asking import ask

PATIENCE = 75  # seconds
WITHOUT_SYNC = "delete self.SyncManager; delete ServiceWorkerRegistration.prototype.sync;"


class Engine(Protocol):
    """What the tests ask of a browser."""

    def go(self, url: str) -> None:
        """Open an address."""

    def run(self, script: str) -> Any:
        """Return what the body of a function returns, waiting for it when it is a promise."""

    def tap(self, selector: str) -> None:
        """Tap the first element that a selector finds."""

    def wait(self, condition: str) -> None:
        """Wait until an expression is true in the page."""


class InWebKit:
    """WebKitGTK, by its driver."""

    def __init__(self, window: WebKitGTK) -> None:
        self.window = window
        window.set_script_timeout(PATIENCE)
        window.set_page_load_timeout(PATIENCE)

    def go(self, url: str) -> None:
        """Open an address."""
        self.window.get(url)

    def run(self, script: str) -> Any:
        """Return what the body of a function returns."""
        told = "(value) => done([value ?? null]), (error) => done([null, String(error)])"
        answer = self.window.execute_async_script(
            f"const done = arguments[0]; (async () => {{ {script} }})().then({told});"
        )
        assert len(answer) == 1, answer[1]
        return answer[0]

    def tap(self, selector: str) -> None:
        """Tap the first element that a selector finds, brought into sight."""
        element = self.window.find_element(By.CSS_SELECTOR, selector)
        self.window.execute_script("arguments[0].scrollIntoView({block: 'center'}); arguments[0].click();", element)

    def wait(self, condition: str) -> None:
        """Wait until an expression is true in the page."""
        WebDriverWait(self.window, PATIENCE).until(lambda _: self.run(f"return Boolean({condition})"), condition)


class InChromium:
    """Chromium without Background Sync."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.add_init_script(WITHOUT_SYNC)

    def go(self, url: str) -> None:
        """Open an address."""
        self.page.goto(url)

    def run(self, script: str) -> Any:
        """Return what the body of a function returns."""
        return ask(self.page, f"async () => {{ {script} }}")

    def tap(self, selector: str) -> None:
        """Tap the first element that a selector finds."""
        self.page.locator(selector).first.evaluate("(element) => element.click()")

    def wait(self, condition: str) -> None:
        """Wait until an expression is true in the page."""
        self.page.wait_for_function(f"() => Boolean({condition})", timeout=PATIENCE * 1000)


@contextmanager
def _in_webkit(_browser: Browser) -> Iterator[Engine]:
    with webkit.driven() as window:
        yield InWebKit(window)


@contextmanager
def _in_chromium(browser: Browser) -> Iterator[Engine]:
    context = browser.new_context(locale="nl-BE", timezone_id="Europe/Brussels")
    yield InChromium(context.new_page())
    context.close()


ENGINES: dict[str, Callable[[Browser], AbstractContextManager[Engine]]] = {"Chromium": _in_chromium} | (
    {"WebKitGTK": _in_webkit} if webkit.find() else {}
)
"""The engines on this machine by their name. Chromium is always one: a run without WebKitGTK still asks everything."""
