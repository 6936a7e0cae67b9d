"""What goes over the line for a page: requests and bytes, headers included, as the browser counts them."""

from playwright.sync_api import Page


class Wire:
    """Counts what a page fetches from the moment it is made."""

    def __init__(self, page: Page) -> None:
        self.requests, self.bytes = 0, 0
        self._page = page
        self._session = page.context.new_cdp_session(page)
        self._session.send("Network.enable")
        self._session.on("Network.requestWillBeSent", self._sent)
        self._session.on("Network.requestServedFromCache", self._kept)
        self._session.on("Network.loadingFinished", self._finished)

    def _sent(self, event: dict[str, dict[str, str]]) -> None:
        self.requests += event["request"]["url"].startswith("http")

    def _kept(self, _event: object) -> None:
        self.requests -= 1

    def _finished(self, event: dict[str, float]) -> None:
        self.bytes += int(event["encodedDataLength"])

    def load(self, address: str) -> tuple[int, int]:
        """Open `address` and return how many requests and bytes that took, once all is there."""
        self.requests, self.bytes = 0, 0
        self._page.goto(address, wait_until="networkidle")
        return self.requests, self.bytes
