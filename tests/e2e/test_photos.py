"""Photos and spoken notes in the form: made small and clean, kept on the phone, drawn on, looked at by keys alone."""

import base64
import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page, expect

from logbook.core.ids import new_id
from tests.e2e import looks
from tests.e2e.asking import ask
from tests.e2e.atlas import Atlas
from tests.e2e.conftest import Open
from tests.e2e.deeds import received, taken_over
from tests.e2e.window import PHONE, WIDE, Window
from tests.factories import WELDING

ORIENTATION, POSITION = 0x0112, 0x8825  # EXIF tags
TURNED = 6  # the phone was held upright
SIDE, AIM, MOST_SPOKEN = 1600, 500_000, 2**20
ROWS = """async (names) => {
    const key = document.querySelector('meta[name="user-key"]').content;
    const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    const db = await done(indexedDB.open(`logbook-${key}`));
    const rows = await Promise.all(names.map((name) => done(db.transaction(name).objectStore(name).getAll())));
    db.close();
    return rows.flat();
}"""
BLOBS = f"""async () => {{
    const rows = await ({ROWS})(['blobs']);
    const text = (bytes) => Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
    return rows.map(({{sha, type, kind, stored, bytes}}) => (
        {{sha, type, kind, stored, plain: bytes instanceof ArrayBuffer, bytes: btoa(text(bytes))}}));
}}"""
HIDDEN = """() => Object.fromEntries([...new FormData(document.querySelector('#entry-form'))]
    .filter(([name]) => name.startsWith('photos.') || name === 'spoken[]'))"""
NOISE = 24  # how rough the steel is
Picture = Callable[[int], bytes]


@pytest.fixture(scope="module")
def picture() -> Picture:
    """Return a function that makes a photo as a phone does: 12 megapixels, lying on its side, with its place."""

    def make(seed: int) -> bytes:
        steel = Image.effect_noise((500, 375), NOISE).resize((4000, 3000)).convert("RGB")
        ImageDraw.Draw(steel).rectangle((200 * seed, 1400, 200 * seed + 300, 1700), fill=(200, 120, 40))
        exif = Image.Exif()
        exif[ORIENTATION] = TURNED
        exif[POSITION] = {1: "N", 2: (51.0, 3.0, 0.0), 3: "E", 4: (3.0, 43.0, 0.0)}
        file = io.BytesIO()
        steel.save(file, "JPEG", exif=exif, quality=90)
        return file.getvalue()

    return make


@pytest.fixture
def window(enter: Open) -> Window:
    """Return a phone with an empty form on it."""
    return open_form(enter("learner2", PHONE))


def open_form(window: Window) -> Window:
    """Open an empty form and wait until its cameras are there."""
    window.go(f"/entries/{new_id()}?sheet={WELDING}")
    expect(window.page.locator("fieldset [data-take]").first).to_have_attribute(
        "aria-label", "Foto bij Voert een testlas uit"
    )
    return window


def choose(page: Page, button: Locator, *files: bytes, name: str = "weld.jpg") -> None:
    """Tap a camera and give it these files."""
    with page.expect_file_chooser() as chooser:
        button.click()
    kind = "image/jpeg" if name.endswith("jpg") else "image/heic"
    chooser.value.set_files([{"name": name, "mimeType": kind, "buffer": file} for file in files])


def add(page: Page, *files: bytes) -> None:
    """Choose photos from the gallery and wait until they are all shown."""
    before = page.locator(".face").count()
    choose(page, page.locator("[data-take=gallery]"), *files)
    expect(page.locator(".face")).to_have_count(before + len(files))


def kept(page: Page) -> list[dict[str, Any]]:
    """Return what is in the phone's own database, with its bytes."""
    return [{**row, "bytes": base64.b64decode(row["bytes"])} for row in ask(page, BLOBS)]


def marks(page: Page) -> str:
    """Return what was drawn on the only photo of the form."""
    return next((value for name, value in page.evaluate(HIDDEN).items() if name.endswith(".marks")), "")


def test_a_photo_is_shown_at_once_and_kept_small_upright_and_without_its_place(
    window: Window, picture: Picture
) -> None:
    page = window.page
    add(page, picture(1))
    (row,) = kept(page)
    image = Image.open(io.BytesIO(row["bytes"]))
    assert (row["type"], row["kind"], row["stored"], row["plain"]) == ("image/jpeg", "photo", "", True)
    assert image.size == (SIDE * 3 // 4, SIDE) and not image.getexif() and len(row["bytes"]) <= AIM
    assert page.evaluate(HIDDEN) == {f"photos.{row['sha']}.criterion": "-"}
    assert page.locator(".face img").evaluate("(image) => image.naturalHeight") == SIDE


def test_nothing_moves_when_a_photo_appears(window: Window, picture: Picture) -> None:
    page = window.page
    height = "document.querySelector('#entry-form').offsetHeight"
    before = page.evaluate(height)
    add(page, picture(1), picture(2))
    choose(page, page.get_by_role("button", name="Foto bij Scheurvrij"), picture(3))
    expect(page.get_by_text("Staat er iemand op? Haal de foto dan weg.")).to_be_visible()
    assert page.evaluate(height) == before


def test_a_photo_of_a_criterion_says_so_and_can_be_taken_away(window: Window, picture: Picture) -> None:
    page = window.page
    camera = page.get_by_role("button", name="Foto bij Scheurvrij")
    choose(page, camera, picture(3))
    expect(page.locator(".face")).to_have_accessible_name("Foto 1: Scheurvrij")
    expect(camera).to_have_attribute("data-count", "1")
    assert list(page.evaluate(HIDDEN).values()) == ["crack_free"]
    page.get_by_role("button", name="Haal weg: Foto 1: Scheurvrij").click()
    expect(page.locator(".face")).to_have_count(0)
    assert page.evaluate(HIDDEN) == {} and camera.get_attribute("data-count") is None
    expect(page.locator("[data-take=camera]:focus")).to_have_text("Foto")
    page.wait_for_function(f"async () => (await ({BLOBS})()).length === 0")


def test_photos_come_back_with_the_page(window: Window, picture: Picture) -> None:
    page = window.page
    add(page, picture(4))
    page.get_by_role("button", name="Foto bij Herstart").scroll_into_view_if_needed()
    choose(page, page.get_by_role("button", name="Foto bij Herstart"), picture(5))
    expect(page.locator(".face")).to_have_count(2)
    before = page.evaluate(HIDDEN)
    page.reload()
    expect(page.locator(".face img")).to_have_count(2)
    assert page.evaluate(HIDDEN) == before


@pytest.mark.parametrize(
    ("name", "file", "said"),
    [
        ("weld.jpg", b"not a picture", "Dit is geen foto die we kunnen openen."),
        ("weld.heic", b"\0\0\0\x18ftypheic\0\0\0\0", "Deze browser kan geen HEIC openen."),
    ],
)
def test_what_is_no_photo_is_refused_in_words_beside_the_camera(
    window: Window, name: str, file: bytes, said: str
) -> None:
    page = window.page
    camera = page.get_by_role("button", name="Foto bij Scheurvrij")
    choose(page, camera, file, name=name)
    expect(page.locator("fieldset", has=camera).get_by_role("alert")).to_contain_text(said)
    assert page.evaluate(HIDDEN) == {} and page.locator(".shot").count() == 0


def test_handing_in_waits_for_a_photo_that_was_just_chosen(window: Window, picture: Picture) -> None:
    page = window.page
    window.expected.add(422)  # the school asks for the rest of the form
    choose(page, page.locator("[data-take=gallery]"), picture(8))
    page.locator("#entry-form").evaluate("(form) => form.requestSubmit()")
    page.wait_for_function(f"""async () => {{
        const rows = await ({ROWS})(['outbox', 'quarantine']);
        return rows.length === 1 && rows[0].photos.length === 1;
    }}""")


def test_a_mouse_draws_an_arrow_and_a_circle_beside_the_untouched_photo(enter: Open, picture: Picture) -> None:
    page = open_form(enter("learner2", WIDE)).page
    add(page, picture(6))
    (untouched,) = kept(page)
    page.locator(".face").click()
    page.get_by_role("button", name="Iets aanduiden").click()
    page.get_by_role("button", name="Pijl").click()
    drag(page, (500, 300), (600, 400))
    page.get_by_role("button", name="Cirkel").click()
    drag(page, (640, 400), (700, 400))
    assert [each.split()[0] for each in marks(page).split(";")] == ["arrow", "circle"]
    page.get_by_role("button", name="Laatste wissen").click()
    assert marks(page).startswith("arrow") and ";" not in marks(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator(".face marks-layer path")).to_have_count(2)  # a light line on a dark one
    assert kept(page) == [untouched]


def drag(page: Page, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Draw with the mouse."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=3)
    page.mouse.up()


def test_keys_alone_draw_look_and_close(enter: Open, picture: Picture) -> None:
    page = open_form(enter("learner2", WIDE)).page
    add(page, picture(7))
    page.locator(".face").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Iets aanduiden").press("Enter")
    page.get_by_role("button", name="Cirkel").press("Enter")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowRight")
    assert marks(page) == "circle 480 500 590 500"
    page.get_by_role("button", name="Klaar", exact=True).press("Enter")
    expect(page.get_by_role("button", name="Iets aanduiden")).to_be_focused()
    page.keyboard.press("+")
    assert "scale(1.5)" in (page.locator(".sheet").get_attribute("style") or "")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(".face")).to_be_focused()


def test_the_viewer_goes_from_photo_to_photo_by_buttons_and_keys(window: Window, picture: Picture) -> None:
    page = window.page
    add(page, picture(1), picture(2))
    page.locator(".face").first.click()
    title = page.locator(".view-head p")
    expect(title).to_have_text("Foto 11 van 2")
    page.get_by_role("button", name="Volgende foto").click()
    expect(title).to_have_text("Foto 22 van 2")
    page.keyboard.press("ArrowLeft")
    expect(title).to_have_text("Foto 11 van 2")
    page.get_by_role("button", name="Sluiten").click()
    expect(page.locator(".face").first).to_be_focused()


def test_two_fingers_and_a_double_tap_enlarge_and_a_sweep_goes_on(window: Window, picture: Picture) -> None:
    page = window.page
    add(page, picture(1), picture(2))
    page.locator(".face").first.tap()
    expect(page.locator(".frame svg")).to_be_attached()
    touch(page, [(150, 400), (240, 400)], [(60, 400), (330, 400)])
    assert scale(page) == pytest.approx(3, abs=0.1)
    page.touchscreen.tap(195, 400)
    page.touchscreen.tap(195, 400)
    assert scale(page) == 1
    touch(page, [(300, 400)], [(100, 410)])
    expect(page.locator(".view-head b")).to_have_text("Foto 2")


def scale(page: Page) -> float:
    """Return how much the photo is enlarged."""
    style = page.locator(".sheet").get_attribute("style") or ""
    return float(style.split("scale(")[1].split(")")[0])


def touch(page: Page, start: list[tuple[int, int]], end: list[tuple[int, int]]) -> None:
    """Move fingers from their places at the start to those at the end."""
    session, steps = page.context.new_cdp_session(page), 4
    for step in range(steps + 1):
        places = [
            {"x": a[0] + (b[0] - a[0]) * step / steps, "y": a[1] + (b[1] - a[1]) * step / steps, "id": finger}
            for finger, (a, b) in enumerate(zip(start, end, strict=True))
        ]
        kind = "touchMove" if step else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_voice_is_recorded_kept_and_heard(window: Window) -> None:
    page = window.page
    record = page.locator("[data-record]")
    record.click()
    expect(record).to_have_text("Stop 0:01")
    record.click()
    expect(page.get_by_role("button", name="Beluister: Opname 1")).to_be_visible()
    expect(record).to_have_text("Spreek in")
    (row,) = kept(page)
    assert (row["kind"], row["type"]) == ("spoken", "audio/webm") and 0 < len(row["bytes"]) < MOST_SPOKEN
    assert page.evaluate(HIDDEN) == {"spoken[]": row["sha"]}
    sound = f"data:audio/webm;base64,{base64.b64encode(row['bytes']).decode()}"
    assert heard(page, sound) > 0
    page.get_by_role("button", name="Haal weg: Opname 1").click()
    assert page.evaluate(HIDDEN) == {}


def heard(page: Page, address: str) -> float:
    """Return how many seconds of sound a browser finds there."""
    play = """async (address) => {
        const bytes = Uint8Array.from(atob(address.split(',')[1]), (each) => each.charCodeAt(0));
        return (await new OfflineAudioContext(1, 1, 48000).decodeAudioData(bytes.buffer)).duration;
    }"""
    return float(ask(page, play, address))


def test_mentor_and_learner_see_the_photo_with_what_was_drawn_on_it(
    enter: Open, atlas: Atlas, picture: Picture
) -> None:
    window = open_form(enter("learner14", WIDE))
    page, entry = window.page, window.path.split("?")[0]
    taken_over(page)
    page.locator("[name=stage][value=coaching]").check(force=True)
    page.locator("#f-ratings-crack_free input").first.check(force=True)
    choose(page, page.get_by_role("button", name="Foto bij Scheurvrij"), picture(9))
    page.locator(".face").click()
    page.get_by_role("button", name="Iets aanduiden").click()
    drag(page, (500, 300), (600, 400))
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator("button[form=entry-form]").click()
    received(page)
    shown = [window.go(entry), enter(atlas.mentor_of("learner14"), WIDE).go(entry)]
    for page in shown:
        look_at_the_photo(page)
    assert "data-stored" in window.go(f"{entry}?edit=1").locator("[name$='.criterion']").evaluate(
        "(it) => it.outerHTML"
    )
    expect(window.page.locator(".face img")).to_be_visible()


def look_at_the_photo(page: Page) -> None:
    """Open the only photo of a page, from near and back."""
    expect(page.locator("marks-layer path")).to_have_count(2)  # a light line on a dark one
    page.get_by_role("link", name="Foto 1: Scheurvrij").press("Enter")
    expect(page.locator(".viewer .sheet path")).to_have_count(2)
    expect(page.get_by_role("button", name="Iets aanduiden")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Foto 1: Scheurvrij")).to_be_focused()


def test_form_and_viewer_are_for_everybody(window: Window, picture: Picture) -> None:
    page = window.page
    add(page, picture(1), picture(2))
    assert looks.everything(page) == []
    page.locator(".face").first.click()
    page.get_by_role("button", name="Iets aanduiden").click()
    assert looks.everything(page) == []
