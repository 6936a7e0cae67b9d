"""The fault proxy: every request of every phone passes here on its way to the real server."""

import asyncio
import json
import re
from collections.abc import Callable
from contextlib import suppress
from random import Random
from threading import Thread
from typing import Any
from uuid import UUID

from tests.faults.kinds import Fault, Tally
from tests.faults.line import Line
from tests.faults.wire import Request, read_request

Plan = Callable[[Request], Fault | None]
Witness = Callable[[UUID, dict[str, Any]], None]
OP = re.compile(r".*/ops/([0-9a-f-]{36})$")
LONGEST_DELAY = 0.6  # seconds


class Proxy:
    """A proxy in a thread of its own. `plan` says which fault a request meets; `witness` is told of every receipt."""

    def __init__(
        self,
        server: tuple[str, int],
        *,
        plan: Plan,
        tally: Tally,
        witness: Witness,
        kill: Callable[[], bool],
        seed: int,
    ) -> None:
        self.plan, self.tally, self.witness = plan, tally, witness
        self._dice = Random(seed)
        self._line = Line(server, self._dice, kill=kill, later=self._keep, seen=self._seen)
        self._kept: list[asyncio.Task[None]] = []
        self._loop = asyncio.new_event_loop()
        self.address = ("127.0.0.1", self._start())

    def _start(self) -> int:
        self._server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        return int(self._server.sockets[0].getsockname()[1])

    def settle(self) -> None:
        """Wait until everything that was kept back has been delivered."""
        asyncio.run_coroutine_threadsafe(self._deliver_kept(), self._loop).result()

    def close(self) -> None:
        """Stop; nothing is under way any more."""
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if request := await read_request(reader):
                writer.write(await self._answer(request))
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    async def _answer(self, request: Request) -> bytes:
        fault = self.plan(request)
        if fault is None:
            return await self._line.deliver(request)
        self.tally.add(fault)
        return await self._line.fail(fault, request)

    def _keep(self, request: Request) -> None:
        self._kept.append(self._loop.create_task(self._deliver_late(request, self._dice.uniform(0, LONGEST_DELAY))))

    async def _deliver_late(self, request: Request, delay: float) -> None:
        await asyncio.sleep(delay)
        await self._line.deliver(request)

    async def _deliver_kept(self) -> None:
        await asyncio.gather(*self._kept)

    def _seen(self, request: Request, answer: bytes) -> None:
        """Tell the witness of a receipt that the server gave, whoever may get it."""
        found = OP.match(request.path)
        head, _, body = answer.partition(b"\r\n\r\n")
        if found and head[9:12] in (b"200", b"201") and b"application/json" in head:
            with suppress(ValueError):  # cut off
                self.witness(UUID(found[1]), json.loads(body))
