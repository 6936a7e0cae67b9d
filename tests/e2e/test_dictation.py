"""Speaking into a text field: told once where the voice goes, put at the cursor, refused in words."""

import pytest
from playwright.sync_api import Locator, expect

from logbook.core.ids import new_id
from tests.e2e.conftest import Open
from tests.e2e.window import PHONE
from tests.factories import WELDING

# What a browser's service does, so that no voice leaves this machine: it hears "scherp", or says what went wrong.
SERVICE = """(problem) => {
    globalThis.SpeechRecognition = globalThis.webkitSpeechRecognition = class {
        start() {
            setTimeout(() => {
                if (problem) this.onerror({error: problem});
                else this.onresult({resultIndex: 0, results: [[{transcript: 'scherp'}]]});
                this.onend();
            }, 50);
        }
        stop() { this.onend(); }
    };
}"""


def question(enter: Open, problem: str = "") -> Locator:
    """Return the first question of a form where listening ends in `problem`, or hears a word."""
    window = enter("learner3", PHONE)
    window.page.add_init_script(f"({SERVICE})('{problem}')")
    page = window.go(f"/entries/{new_id()}?sheet={WELDING}")
    page.locator("input[name=stage]").first.check(force=True)
    return page.locator("#note fieldset:not([hidden]) .field").first


def test_where_the_voice_goes_is_told_once_and_words_come_at_the_cursor(enter: Open) -> None:
    field = question(enter)
    microphone, area = field.get_by_role("button", name="Spreek tekst in"), field.locator("textarea")
    microphone.tap()
    expect(field.get_by_role("status")).to_contain_text("De maker van je browser zet je stem om in tekst")
    area.fill("De beitel is vandaag")
    area.evaluate("(area) => area.setSelectionRange(12, 12)")
    microphone.tap()
    expect(area).to_have_value("De beitel is scherp vandaag")
    expect(microphone).to_have_attribute("aria-pressed", "false")
    expect(field.get_by_role("status")).to_have_count(0)


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        ("network", "Zonder verbinding lukt dit niet."),
        ("not-allowed", "De microfoon mag niet gebruikt worden."),
        ("service-not-allowed", "Deze telefoon kan dit niet."),
        ("no-speech", "We hoorden niets."),
    ],
)
def test_what_goes_wrong_is_said_and_nothing_is_typed(enter: Open, problem: str, said: str) -> None:
    field = question(enter, problem)
    microphone = field.get_by_role("button", name="Spreek tekst in")
    microphone.tap()
    expect(field.get_by_role("status")).to_be_visible()
    microphone.tap()
    expect(field.get_by_role("alert")).to_contain_text(said)
    expect(field.locator("textarea")).to_have_value("")


def test_where_a_browser_cannot_listen_or_record_there_is_no_button_for_it(enter: Open) -> None:
    window = enter("learner3", PHONE)
    names = ("MediaRecorder", "SpeechRecognition", "webkitSpeechRecognition")
    window.page.add_init_script(" ".join(f"delete globalThis.{name};" for name in names))
    page = window.go(f"/entries/{new_id()}?sheet={WELDING}")
    expect(page.locator("[data-record]")).to_have_count(0)
    expect(page.locator("#note [data-dictate]")).to_have_count(0)
    expect(page.locator("[data-take=camera]").last).to_be_visible()
