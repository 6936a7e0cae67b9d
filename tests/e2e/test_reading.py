"""Read aloud, large print, one question at a time: as somebody meets them on a phone."""

from playwright.sync_api import Page, expect

from tests.e2e import looks
from tests.e2e.conftest import Open
from tests.e2e.deeds import taken_over
from tests.e2e.window import NARROW, PHONE, Window
from tests.factories import WELDING

VOICES = """
const heard = (globalThis.heard = []);
let waiting = null;
const voices = VOICES_HERE;
class Said { constructor(text) { this.text = text; this.lang = ""; this.voice = null; } }
const speech = {
  getVoices: () => voices,
  speak(said) {
    heard.push([said.lang, said.text, said.voice && said.voice.name]);
    waiting = setTimeout(() => globalThis.hold || said.onend({}), 5);
  },
  cancel() { clearTimeout(waiting); heard.push(["", "(stop)", null]); },
  addEventListener() {},
};
Object.defineProperty(globalThis, "speechSynthesis", { value: speech, configurable: true });
Object.defineProperty(globalThis, "SpeechSynthesisUtterance", { value: Said, configurable: true });
"""
DUTCH = """[
  {name: "Far", lang: "nl-NL", localService: true}, {name: "Cloud", lang: "nl-BE", localService: false},
  {name: "Near", lang: "nl_BE", localService: true}, {name: "Other", lang: "fr-BE", localService: true},
]"""
GERMAN = "[{name: 'Other', lang: 'de-DE', localService: true}]"
STEPS = "button[data-aloud=steps]"


def speaking(window: Window, voices: str) -> Window:
    """Give the phone a voice of which the test hears what it says."""
    window.page.add_init_script(VOICES.replace("VOICES_HERE", voices))
    return window


def heard(page: Page) -> list[list[str]]:
    """Return what the phone said: language, words, voice."""
    return list(page.evaluate("globalThis.heard"))


def test_the_steps_are_read_in_the_language_of_the_page_by_the_voice_of_the_phone(enter: Open) -> None:
    page = speaking(enter("learner1", PHONE), DUTCH).go(f"/sheets/{WELDING}")
    button = page.locator(STEPS)
    expect(button).to_be_visible()
    written = [" ".join(each.split()) for each in page.locator("#steps .steps > li").all_inner_texts()]
    button.tap()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_have_attribute("aria-pressed", "false")
    said = [each for each in heard(page) if each[1] != "(stop)"]
    assert [each[1] for each in said][1:] == written
    assert {(lang, voice) for lang, _words, voice in said} == {("nl_BE", "Near")}


def test_a_second_tap_stops_and_what_is_read_is_marked(enter: Open) -> None:
    window = speaking(enter("learner1", PHONE), DUTCH)
    window.page.add_init_script("globalThis.hold = true")
    page = window.go(f"/sheets/{WELDING}")
    page.locator(STEPS).tap()
    expect(page.locator(".read-now")).to_have_text("Zo werk je")
    page.locator(STEPS).tap()
    expect(page.locator(".read-now")).to_have_count(0)
    assert heard(page)[-1][1] == "(stop)"


def test_the_help_of_a_criterion_tells_its_drawings_too(enter: Open) -> None:
    page = speaking(enter("learner1", PHONE), DUTCH).go(f"/entries/new?sheet={WELDING}")
    taken_over(page)
    page.locator("#f-ratings-crack_free a.draw").tap()
    button = page.locator("#slide-over button[data-aloud]")
    button.tap()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_have_attribute("aria-pressed", "false")
    said = [each[1] for each in heard(page)]
    assert "Tekening: zo is het goed" in " ".join(said) and "Tekening: zo is het fout" in " ".join(said)


def test_a_phone_without_a_voice_for_the_language_says_so_and_one_that_cannot_speak_offers_nothing(enter: Open) -> None:
    page = speaking(enter("learner1", PHONE), GERMAN).go(f"/sheets/{WELDING}")
    page.locator(STEPS).tap()
    expect(page.locator(".no-voice")).to_contain_text("geen stem voor deze taal")
    assert all(each[1] == "(stop)" for each in heard(page))
    window = enter("learner1", PHONE)
    window.page.add_init_script("delete globalThis.speechSynthesis; delete Window.prototype.speechSynthesis")
    mute = window.go(f"/sheets/{WELDING}")
    mute.wait_for_load_state("networkidle")
    expect(mute.locator(STEPS)).to_be_hidden()


def choose(window: Window, name: str) -> Page:
    """Tick how one likes to read, and go back to nothing else."""
    page = window.go("/me")
    page.locator(f"[name={name}]").check()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator(f"[name={name}]")).to_be_checked()
    return page


def test_large_print_is_larger_and_nothing_goes_sideways(enter: Open) -> None:
    window = enter("learner2", NARROW)
    before = window.go("/today").evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    choose(window, "large_print")
    for path in ("/today", f"/entries/new?sheet={WELDING}", f"/sheets/{WELDING}", "/me"):
        page = window.go(path)
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 1.5 * before
        assert looks.sideways(page) == []


def test_one_question_at_a_time_is_the_same_form(enter: Open) -> None:
    window = enter("learner3", PHONE)
    choose(window, "easy_mode")
    page = window.go(f"/entries/new?sheet={WELDING}")
    taken_over(page)
    shown = page.locator("[data-question]:visible")
    forward = page.get_by_role("button", name="Volgende")
    for _ in range(40):
        if shown.count():
            assert shown.count() == 1
            shown.locator("input").first.check()
        if not forward.is_visible():
            break
        forward.tap()
    expect(page.locator("[data-next]")).to_have_text("Alles ingevuld")
    expect(page.locator("button[form=entry-form]")).to_be_visible()
    assert looks.sideways(page) == []
    page.get_by_role("button", name="Vorige").tap()
    expect(page.locator("button[form=entry-form]")).to_be_hidden()
