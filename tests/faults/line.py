"""What each fault does to one request: the bytes that come back to the phone, none when the line goes dead."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from random import Random

from tests.faults.kinds import Fault
from tests.faults.wire import Request, problem

PORTAL = b"<!doctype html><title>Gratis wifi</title><h1>Welkom! Aanvaard de voorwaarden.</h1>"
NOTHING = b""


class Line:
    """The way to the server and back. What it needs of others comes as functions: see the arguments."""

    def __init__(
        self,
        server: tuple[str, int],
        dice: Random,
        *,
        kill: Callable[[], bool],
        later: Callable[[Request], None],
        seen: Callable[[Request, bytes], None],
    ) -> None:
        """`kill` ends a worker, `later` keeps a request for another moment, `seen` is told of every answer."""
        self.server, self.dice = server, dice
        self.kill, self.later, self._seen = kill, later, seen

    async def deliver(self, request: Request) -> bytes:
        """Bring a request to the server and return its answer, as much of it as came."""
        answer = await self._exchange(request.whole())
        self._seen(request, answer)
        return answer

    async def _exchange(self, sent: bytes, *, hang_up: bool = False) -> bytes:
        with suppress(OSError):
            reader, writer = await asyncio.open_connection(*self.server)
            try:
                writer.write(sent)
                await writer.drain()
                return NOTHING if hang_up else await reader.read()
            finally:
                writer.close()
        return NOTHING

    async def fail(self, fault: Fault, request: Request) -> bytes:
        """Do to the request what the fault does; return what the phone gets."""
        return await _DEEDS[fault](self, request)

    async def _dropped_before(self, _request: Request) -> bytes:
        return NOTHING

    async def _dropped_after(self, request: Request) -> bytes:
        await self.deliver(request)
        return NOTHING

    async def _bad_gateway(self, request: Request) -> bytes:
        await self.deliver(request)
        return problem(502, "text/html", b"<h1>Bad Gateway</h1>")

    async def _gateway_timeout(self, request: Request) -> bytes:
        await self.deliver(request)
        return problem(504, "text/html", b"<h1>Gateway Time-out</h1>")

    async def _twice_at_once(self, request: Request) -> bytes:
        answers = await asyncio.gather(self.deliver(request), self.deliver(request))
        return answers[self.dice.randrange(2)]

    async def _late_duplicate(self, request: Request) -> bytes:
        self.later(request)
        return await self.deliver(request)

    async def _overtaken(self, request: Request) -> bytes:
        self.later(request)
        return NOTHING

    async def _cut_request(self, request: Request) -> bytes:
        whole = request.whole()
        await self._exchange(whole[: self.dice.randrange(1, len(whole))], hang_up=True)
        return NOTHING

    async def _short_request(self, request: Request) -> bytes:
        body = request.body[: self.dice.randrange(len(request.body))] if request.body else b""
        return await self.deliver(request.with_body(body))

    async def _cut_answer(self, request: Request) -> bytes:
        answer = await self.deliver(request)
        return answer[: self.dice.randrange(len(answer))] if answer else NOTHING

    async def _bit_flip(self, request: Request) -> bytes:
        return await self.deliver(request.with_body(flipped(request.body, self.dice)))

    async def _captive_portal(self, _request: Request) -> bytes:
        return problem(200, "text/html; charset=utf-8", PORTAL)

    async def _sign_in_page(self, _request: Request) -> bytes:
        return problem(302, "text/html", b"", Location="http://wifi.example/sign-in")

    async def _network_sign_in(self, _request: Request) -> bytes:
        return problem(511, "text/html", PORTAL)

    async def _too_many(self, _request: Request) -> bytes:
        return problem(429, "application/problem+json", b'{"status":429,"code":"too_many"}', Retry_After=2)

    async def _killed_in_request(self, request: Request) -> bytes:
        delivery = asyncio.ensure_future(self.deliver(request))
        await asyncio.sleep(self.dice.uniform(0, 0.02))
        self.kill()
        return await delivery


def flipped(body: bytes, dice: Random) -> bytes:
    """Return the bytes with one bit turned over."""
    if not body:
        return body
    changed = bytearray(body)
    changed[dice.randrange(len(body))] ^= 1 << dice.randrange(8)
    return bytes(changed)


_DEEDS: dict[Fault, Callable[[Line, Request], Awaitable[bytes]]] = {
    Fault[name.removeprefix("_").upper()]: deed
    for name, deed in vars(Line).items()
    if name.removeprefix("_").upper() in Fault.__members__
}
