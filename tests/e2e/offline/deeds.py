"""What people do on a phone without a connection."""

import io
import re

from PIL import Image, ImageDraw
from playwright.sync_api import FilePayload, Page, expect

from logbook.core.ids import new_id
from logbook.web.phone_words import WORDS
from tests.e2e.offline.phone import Phone
from tests.factories import WELDING

FORM = f"/entries/new?sheet={WELDING}"
KEPT = re.compile("saved|phone")
ROUGH, SIDE = 24, (1200, 900)


def weld(seed: int) -> bytes:
    """Return a photo of steel, another one for each seed."""
    steel = Image.effect_noise((300, 225), ROUGH).resize(SIDE).convert("RGB")
    ImageDraw.Draw(steel).rectangle((20 * seed, 300, 20 * seed + 90, 400), fill=(200, 120, 40))
    file = io.BytesIO()
    steel.save(file, "JPEG", quality=80)
    return file.getvalue()


def show_photo(page: Page, seed: int = 1) -> None:
    """Tap the camera and give it a photo."""
    with page.expect_file_chooser() as camera:
        page.locator("#form-photos [data-take=camera]").tap()
    camera.value.set_files(FilePayload(name="weld.jpg", mimeType="image/jpeg", buffer=weld(seed)))


def take_photo(page: Page, seed: int = 1) -> None:
    """Take a photo, and wait until the form shows it."""
    before = page.locator(".face").count()
    show_photo(page, seed)
    expect(page.locator(".face")).to_have_count(before + 1)


def begin(phone: Phone, path: str = "") -> Page:
    """Begin an entry of today, another one each time, on a phone that has the app."""
    page = phone.go(path or f"/entries/{new_id()}?sheet={WELDING}")
    phone.has_the_app()
    taken_over(page)
    page.locator("#entry-form [name=stage][value=coaching]").tap()
    expect(page.locator("#entry-form")).to_have_attribute("data-draft-state", KEPT)
    return page


def taken_over(page: Page) -> None:
    """Wait until the outbox stands behind the form: who is faster posts it as without a script."""
    page.locator("form[data-taken]").wait_for()


def hand_in(page: Page) -> None:
    """Hand in, and wait until the phone says where it is."""
    page.locator("button[form=entry-form]").tap()
    expect(page.locator("#saved")).to_be_visible()


def saved(page: Page) -> None:
    """Expect that the phone says it is kept here."""
    expect(page.locator("#saved")).to_contain_text(WORDS["on_phone"])


def received(page: Page) -> None:
    """Wait for the school's receipt, with its code."""
    expect(page.locator("#saved")).to_contain_text("Ontvangen door de school")


def on_a_day_to_come(page: Page) -> None:
    """Choose a date that the school cannot take."""
    header = page.locator("#form-header")
    if header.get_attribute("open") is None:
        header.locator("summary").tap()
    page.locator("[name=date]").fill("2026-11-27")
