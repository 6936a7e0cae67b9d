"""A browser that keeps its data in a folder, and that can be killed with everything it started."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser

from tests.e2e import chromium
from tests.e2e.offline.campus import Campus
from tests.e2e.offline.phone import Phone
from tests.e2e.offline.waiting import until
from tests.e2e.window import PHONE, USUAL


def phone_on_disk(browser: Browser, campus: Campus, folder: Path, handle: str) -> Phone:
    """Return a phone whose data is in the folder, with this person signed in."""
    path, arguments = chromium.find(), list(chromium.ARGUMENTS)
    shape = USUAL | PHONE | {"service_workers": "allow"}
    start = browser.browser_type.launch_persistent_context
    return Phone.having(start(folder, executable_path=path, args=arguments, **shape), campus, handle)


def kill(folder: Path) -> None:
    """Kill the browser of that folder, all its processes at once, as a battery that comes out does."""
    for process in _processes(folder):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    until(lambda: not list(_processes(folder)))


def _processes(folder: Path) -> Iterator[int]:
    """Yield the processes that were started for that folder and no other."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"--user-data-dir={folder}".encode() in (process / "cmdline").read_bytes().split(b"\0"):
                yield int(process.name)
