"""HTTP as far as the proxy and the phones need it: one request and one answer on each connection."""

import asyncio
import http.client
from dataclasses import dataclass, field, replace
from email.message import Message
from typing import Any

PATIENCE = 30  # seconds that a phone waits for an answer


@dataclass(frozen=True)
class Request:
    """A request as it came over the line."""

    line: bytes
    headers: tuple[bytes, ...]
    body: bytes

    @property
    def path(self) -> str:
        """The address without the host."""
        return self.line.split(b" ")[1].decode()

    def whole(self) -> bytes:
        """Return the request as it is sent."""
        return b"\r\n".join((self.line, *self.headers, b"", self.body))

    def with_body(self, body: bytes) -> "Request":
        """Return the request with another body, and the length that belongs to it."""
        others = tuple(each for each in self.headers if not each.lower().startswith(b"content-length:"))
        return replace(self, headers=(*others, b"Content-Length: %d" % len(body)), body=body)


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """Read a request; None when the phone went away before its end."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        line, *headers = head[:-4].split(b"\r\n")
        lengths = (each.split(b":")[1] for each in headers if each.lower().startswith(b"content-length:"))
        return Request(line, tuple(headers), await reader.readexactly(int(next(lengths, b"0"))))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None


@dataclass(frozen=True)
class Answer:
    """An answer as a phone sees it. Status 0: there was none, or not all of it."""

    status: int = 0
    body: bytes = b""
    headers: Message = field(default_factory=Message)

    @property
    def type(self) -> str:
        """The media type."""
        return self.headers.get_content_type() if self.status else ""


def ask(address: tuple[str, int], method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
    """Send a request and return its answer. Underscores in the names of headers stand for dashes."""
    connection = http.client.HTTPConnection(*address, timeout=PATIENCE)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, body, names | {"Connection": "close", "Content-Length": str(len(body))})
        response = connection.getresponse()
        return Answer(response.status, response.read(), response.headers)
    except (OSError, http.client.HTTPException):
        return Answer()
    finally:
        connection.close()


def problem(status: int, kind: str, body: bytes, **headers: Any) -> bytes:
    """Return an answer that some box on the way made up."""
    lines = [f"HTTP/1.1 {status} Made-Up", f"Content-Type: {kind}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
