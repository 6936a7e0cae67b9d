"""A network that wants a password: whatever is asked, at any address, it answers 200 with a page of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PAGE = b"<!doctype html><title>Gratis wifi</title><p>Meld je aan om verder te surfen.</p>"


class _Portal(BaseHTTPRequestHandler):
    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append(f"{self.command} {self.path}")  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    do_GET = do_HEAD = do_POST = do_PUT = _answer  # noqa: N815  # the names that the library calls

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@contextmanager
def captive(port: int) -> Iterator[list[str]]:
    """Stand in the place of the school for a while; yield what was asked meanwhile."""
    with ThreadingHTTPServer(("127.0.0.1", port), _Portal) as portal:
        portal.daemon_threads = True
        asked: list[str] = []
        portal.asked = asked  # type: ignore[attr-defined]
        Thread(target=portal.serve_forever, daemon=True).start()
        try:
            yield asked
        finally:
            portal.shutdown()
