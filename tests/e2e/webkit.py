"""Finds WebKitGTK with its driver, and installs both where that can be done: `python -m tests.e2e.webkit`.

It is the engine of the iPhone's browser without the iPhone: no Background Sync, its own IndexedDB and service worker.
"""

import os
import select
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium.webdriver import WebKitGTK
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

MISSING = (
    "WebKitGTK is not here and could not be installed (Debian: webkit2gtk-driver and xvfb); "
    "its tests ran in Chromium without Background Sync instead."
)
PACKAGES = ("webkit2gtk-driver", "xvfb")
STARTING = 10  # seconds


def find() -> tuple[str, str, str] | None:
    """Return the paths of the driver, the browser that it starts and the screen; None when one lacks."""
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    places = ("lib/*/webkit2gtk-4*/MiniBrowser", "libexec/webkit2gtk-4*/MiniBrowser")
    browser = next((path for place in places for path in sorted(Path("/usr").glob(place))), None)
    return (driver, str(browser), screen) if driver and browser and screen else None


def install() -> bool:
    """Install Debian's packages as root; return whether the engine is here now."""
    if find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (("update",), ("install", "-y", *PACKAGES)):
            print("installing WebKitGTK: apt-get", *command, flush=True)  # noqa: T201
            subprocess.run(("apt-get", "-qq", *command), check=False, env=quiet)
    return find() is not None


@contextmanager
def driven() -> Iterator[WebKitGTK]:
    """Yield a browser that a program drives, on a screen of its own."""
    found = find()
    assert found, MISSING
    driver, browser, screen = found
    with _display(screen) as display:
        options = Options()
        options.binary_location = browser
        options.add_argument("--automation")
        service = Service(driver, port=_free_port(), env=os.environ | {"DISPLAY": display})
        window = WebKitGTK(options=options, service=service)
        try:
            yield window
        finally:
            window.quit()


@contextmanager
def _display(screen: str) -> Iterator[str]:
    """Start a screen; it chooses a free number itself and tells it."""
    told, tell = os.pipe()
    command = (screen, "-displayfd", str(tell), "-screen", "0", "800x1000x24", "-nolisten", "tcp")
    process = subprocess.Popen(command, pass_fds=[tell], stderr=subprocess.DEVNULL)
    os.close(tell)
    try:
        with os.fdopen(told) as answer:
            ready, _, _ = select.select([answer], [], [], STARTING)
            assert ready, "no screen came"
            yield f":{answer.readline().strip()}"
    finally:
        process.terminate()
        process.wait(STARTING)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


if __name__ == "__main__":
    begun = time.monotonic()
    print("WebKitGTK is here" if install() else MISSING, f"({time.monotonic() - begun:.0f} s)")  # noqa: T201
