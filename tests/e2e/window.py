"""A window that fails on what no page may do: script errors, policy reports, other hosts, answers not expected."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from tests.e2e.closing import close_in_time

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WIDE: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
STATUS_ECHO = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")
LINE_ECHO = (
    "Failed to load resource: net::ERR_INTERNET_DISCONNECTED",
    "Failed to load resource: net::ERR_CONNECTION_REFUSED",
    "htmx: htmx:error: Failed to fetch",
    "Service Worker registration blocked by Playwright",
)
USUAL = {"locale": "nl-BE", "timezone_id": "Europe/Brussels", "color_scheme": "light", "service_workers": "block"}
TRACE = 12  # lines of the server's log that are told with an error of the server
PATIENCE = 75_000  # milliseconds


@dataclass
class Window:
    """One page in a context of its own. `expected` holds the statuses of 400 and more that the test asks for."""

    base: str
    context: BrowserContext
    log: Path
    page: Page = field(init=False)
    answer: Response | None = field(default=None, init=False)
    faults: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.context.set_default_timeout(PATIENCE)
        self.context.on("request", self._on_request)
        self.context.on("response", self._on_response)
        self.page = self.new_page()

    def new_page(self) -> Page:
        """Return another page of the same context, watched like the first."""
        page = self.context.new_page()
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        return page

    def go(self, path: str, status: int = 200) -> Page:
        """Open `path`, expecting `status`."""
        if status >= 400:
            self.expected.add(status)
        self.answer = self.page.goto(self.base + path)
        assert self.answer and self.answer.status == status, (
            f"{path}: {self.answer and self.answer.status}, not {status}"
        )
        return self.page

    @property
    def html(self) -> str:
        """What the server answered last, before any script."""
        return self.answer.text() if self.answer else ""

    @property
    def path(self) -> str:
        """Where the window is now."""
        return self.page.url.removeprefix(self.base)

    def close(self) -> None:
        """Close the window and fail if something happened in it that may not."""
        close_in_time(self.context.close)
        assert not self.faults, "\n".join(self.faults)

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.base + "/", "data:", "blob:")):
            self.faults.append(f"a request to another host: {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.faults.append(f"{response.request.method} {response.url}: {response.status}")
        if response.status >= 500:
            self.faults += self.log.read_text("utf-8").splitlines()[-TRACE:]

    def _on_console(self, message: ConsoleMessage) -> None:
        echo = STATUS_ECHO.match(message.text) or message.text.startswith(LINE_ECHO)
        if message.type in ("error", "warning") and not echo:
            self.faults.append(f"console: {message.text} ({message.location.get('url')})")


def sign_in(context: BrowserContext, base: str, handle: str) -> None:
    """Sign a member of the demo's cast in, with the form that the demo's page has."""
    page = context.request.get(f"{base}/sign-in/demo").text()
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token, "no demo to sign in to"
    form = {"person": handle, "csrf_token": token[1]}
    answer = context.request.post(f"{base}/sign-in/demo", form=form, max_redirects=0)
    assert answer.status == 303, f"{handle} could not sign in: {answer.status}"


def close(windows: Sequence[Window]) -> None:
    """Close all windows, and only then fail for what happened in one: none stays behind and asks on."""
    for window in windows:
        close_in_time(window.context.close)
    for window in windows:
        window.close()


class Windows:
    """Opens windows for a test and closes them after it. A person signs in once for each worker."""

    def __init__(self, browser: Browser, base: str, log: Path, keys: dict[str, Any]) -> None:
        self.browser, self.base, self.log, self.keys = browser, base, log, keys
        self.open: list[Window] = []

    def __call__(self, handle: str | None = None, shape: dict[str, Any] = PHONE, **options: Any) -> Window:
        """Open a window for the person with this handle, or for somebody who is not signed in.

        Every page comes from the server there; with `service_workers="allow"` the app is kept on the phone too.
        """
        options = USUAL | shape | options
        state = self._key(handle) if handle else None
        window = Window(self.base, self.browser.new_context(storage_state=state, **options), self.log)
        self.open.append(window)
        return window

    def _key(self, handle: str) -> Any:
        if handle not in self.keys:
            context = self.browser.new_context()
            sign_in(context, self.base, handle)
            self.keys[handle] = context.storage_state()
            context.close()
        return self.keys[handle]

    def close(self) -> None:
        """Close every window; the first fault found is the one that is told."""
        close(self.open)


class Taps:
    """Counts the taps and key strokes that really reach the page, whoever sends them."""

    LISTEN = """
        addEventListener('pointerdown', (event) => { if (event.isTrusted) countTap(); }, true);
        addEventListener('keydown', (event) => { if (event.isTrusted) countKey(); }, true);
    """

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.keys = page, 0, 0
        page.expose_function("countTap", self._counter("taps"))
        page.expose_function("countKey", self._counter("keys"))
        page.add_init_script(self.LISTEN)

    def _counter(self, name: str) -> Callable[[], None]:
        return lambda: setattr(self, name, getattr(self, name) + 1)
