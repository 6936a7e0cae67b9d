"""A phone in somebody's hand: the app is on it, and its line can be cut."""

import re
from datetime import datetime
from typing import Any, Self

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.conftest import FRIDAY
from tests.e2e.asking import ask
from tests.e2e.offline import kept
from tests.e2e.offline.campus import Campus
from tests.e2e.offline.waiting import until
from tests.e2e.window import PHONE, USUAL, Window, sign_in

LINE_CUT = "Failed to load resource: net::ERR_"
# What the browser does of itself a moment after a page opened, at a time of its own.
LOOK_FOR_NEWER = "() => navigator.serviceWorker.ready.then((app) => app.update()).catch(() => null).then(() => null)"
HAS_THE_APP = """async () => {
    const app = await navigator.serviceWorker.getRegistration();
    const settled = app?.active?.state === 'activated' && !app.installing && !app.waiting;
    return settled && navigator.serviceWorker.controller !== null;
}"""


class Phone(Window):
    """A window whose app is kept, on the Friday of the school, by the phone's own clock."""

    @classmethod
    def new(cls, browser: Browser, campus: Campus, handle: str | None, **options: Any) -> Self:
        """Return a phone that nobody used before, with this person signed in."""
        shape = USUAL | PHONE | {"service_workers": "allow"} | options
        return cls.having(browser.new_context(**shape), campus, handle)

    @classmethod
    def having(cls, context: BrowserContext, campus: Campus, handle: str | None) -> Self:
        """Return a phone with what the context holds."""
        context.clock.set_fixed_time(FRIDAY)
        if handle:
            sign_in(context, campus.address, handle)
        return cls(campus.address, context, campus.server.log)

    def take_along(self, home: str, wanted: str) -> Page:
        """Open a page and wait until the app and the page `wanted` are on the phone."""
        page = self.go(home)
        ask(page, "() => navigator.serviceWorker.ready.then(() => null)")
        kept.wait(page, "pages", lambda rows: any(wanted in row["url"] for row in rows))
        return page

    def cut(self) -> None:
        """Cut the line, of the page and of the worker behind it, once the app is on the phone."""
        self.has_the_app()
        self.context.set_offline(True)

    def has_the_app(self) -> None:
        """Wait until the app opens without the school, and no newer one is taking its place."""
        ask(self.page, LOOK_FOR_NEWER)
        until(lambda: ask(self.page, HAS_THE_APP))

    def mend(self) -> None:
        """Give the line back."""
        self.context.set_offline(False)

    def reopen(self, path: str = "/?from=home") -> Page:
        """Close every page, and open the app anew: from the home screen."""
        old = self.context.pages
        self.page = self.new_page()
        for page in old:
            page.close()
        return self.go(path)

    def hand_over(self, handle: str) -> None:
        """Let somebody else sign in on this phone, or the same person again."""
        self.page.wait_for_load_state("networkidle")  # an answer to the one before would end the new session
        self.expected |= {400, 401, 403}  # what a page of before hears when it tries meanwhile
        self.context.clear_cookies()
        sign_in(self.context, self.base, handle)

    def at(self, moment: datetime) -> None:
        """Set the phone's clock."""
        self.context.clock.set_fixed_time(moment)

    def send(self) -> None:
        """Let the outbox try now, as its own button does."""
        self.page.evaluate("document.dispatchEvent(new CustomEvent('logbook:send'))")

    def chip(self, text: str | re.Pattern[str]) -> None:
        """Wait until the header says this of the outbox."""
        expect(self.page.locator("[data-chip]").first).to_have_text(text)

    def _on_console(self, message: ConsoleMessage) -> None:
        if not message.text.startswith(LINE_CUT):
            super()._on_console(message)
