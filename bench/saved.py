"""`make saved`: how long a tap takes to become "saved on this phone" on a slow phone, and how heavy the kept app is."""

import json
import re
import tempfile
from io import BytesIO
from pathlib import Path
from statistics import median
from urllib.request import Request, urlopen

import click
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, sync_playwright

from logbook.core.ids import new_id
from tests.e2e import chromium
from tests.e2e.school import make
from tests.e2e.server import serving
from tests.e2e.window import PHONE, USUAL, sign_in
from tests.factories import WELDING

SLOWER = 4  # times a desk's processor
TAPS, AIM = 20, 100  # milliseconds
SIDE, ROUGH = (1600, 1200), 14  # what makes a photo of some 400 kB after the phone made it small
SHELL = 150_000  # bytes over the line
# From the finger to the words on the screen, by the page's own clock.
WATCH = """() => {
    const button = document.querySelector('button[form=entry-form]');
    button.addEventListener('click', ({timeStamp}) => { globalThis.begun = timeStamp; }, {capture: true, once: true});
    const saved = new MutationObserver(() => {
        if (!document.querySelector('#saved [data-stage]')) return;
        saved.disconnect();
        globalThis.took = performance.now() - begun;
    });
    saved.observe(document.querySelector('main'), {childList: true, subtree: true});
}"""
HEAVIEST = """async () => {
    const {key} = JSON.parse(localStorage.getItem('logbook'));
    const request = indexedDB.open(`logbook-${key}`);
    const database = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    const all = database.transaction('blobs').objectStore('blobs').getAll();
    const blobs = await new Promise((resolve) => { all.onsuccess = () => resolve(all.result); });
    database.close();
    return Math.max(...blobs.map(({bytes}) => bytes.byteLength));
}"""


@click.command(help="Print the median of twenty taps, and the weight of what a phone keeps of the app.")
def main() -> None:
    """Measure both against their aims."""
    with tempfile.TemporaryDirectory(prefix="logbook-saved-") as folder:
        make(Path(folder))
        with serving(Path(folder)) as base:
            _tell_weight(base)
            with sync_playwright() as playwright:
                _tell_taps(playwright.chromium.launch(executable_path=_chromium(), args=list(chromium.ARGUMENTS)), base)


def _chromium() -> str:
    path = chromium.find()
    if path is None:
        raise click.ClickException(chromium.MISSING)
    return path


def _tell_weight(base: str) -> None:
    """Fetch what the worker keeps, as it does: over the line, and unpacked."""
    shell = re.search(r"self\.SHELL = (\{.*\});", _fetch(base + "/sw.js").decode())
    if shell is None:
        raise click.ClickException("the worker names no shell")
    kept = json.loads(shell[1])
    addresses = [base + path for path in (kept["page"], *kept["files"])]
    packed = sum(len(_fetch(address, "br")) for address in addresses)
    raw = sum(len(_fetch(address)) for address in addresses)
    files = f"{len(addresses)} files, {raw / 1000:.0f} kB unpacked"
    click.echo(f"app on the phone: {packed / 1000:.0f} kB over the line (aim {SHELL / 1000:.0f}), {files}")


def _fetch(address: str, encoding: str = "identity") -> bytes:
    with urlopen(Request(address, headers={"Accept-Encoding": encoding, "Accept-Language": "nl"})) as answer:
        return bytes(answer.read())


def _tell_taps(browser: Browser, base: str) -> None:
    context = browser.new_context(**USUAL | PHONE)
    sign_in(context, base, "learner1")
    photo = _photo()
    times = [_tap(context, base, photo) for _ in range(TAPS)]
    heaviest = context.new_page()
    heaviest.goto(base + "/today")
    told = f"a photo of {heaviest.evaluate(HEAVIEST) / 1000:.0f} kB, {SLOWER}x slower"
    click.echo(
        f"tap to saved, {told}: median {median(times):.0f} ms of {TAPS} (aim {AIM}), longest {max(times):.0f} ms"
    )
    browser.close()


def _photo() -> bytes:
    file = BytesIO()
    Image.effect_noise(SIDE, ROUGH).convert("RGB").save(file, "JPEG", quality=90)
    return file.getvalue()


def _tap(context: BrowserContext, base: str, photo: bytes) -> float:
    """Hand in an entry with a photo, without a line, and return how many milliseconds that took."""
    page = context.new_page()
    page.goto(f"{base}/entries/{new_id()}?sheet={WELDING}", wait_until="networkidle")
    page.locator("form[data-taken]").wait_for()
    page.locator("[name=stage][value=coaching]").tap()
    _take(page, photo)
    page.evaluate(WATCH)
    context.set_offline(True)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.locator("button[form=entry-form]").tap()
    page.wait_for_function("() => globalThis.took")
    took = float(page.evaluate("() => globalThis.took"))
    page.close()
    context.set_offline(False)
    return took


def _take(page: Page, photo: bytes) -> None:
    with page.expect_file_chooser() as camera:
        page.locator("#form-photos [data-take=camera]").tap()
    camera.value.set_files(FilePayload(name="weld.jpg", mimeType="image/jpeg", buffer=photo))
    page.locator(".face img").wait_for()


if __name__ == "__main__":
    main()
