"""Every sheet of the shipped library opens on a phone, with its heading, and nothing scrolls sideways."""

from tests.conftest import whole_library
from tests.e2e.conftest import Open
from tests.e2e.window import PHONE

WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_every_shipped_sheet_opens(enter: Open) -> None:
    window = enter("teacher1", PHONE)
    for sheet in whole_library().sheets:
        if sheet["kind"] == "didactic_model":  # has pages of its own
            continue
        page = window.go(f"/sheets/{sheet['id']}")
        heading = page.locator("h1").inner_text()
        assert heading == sheet["short_title"]["nl"] or heading == sheet["title"]["nl"], sheet["id"]
        assert page.evaluate(WIDER) <= 0, f"{sheet['id']} scrolls sideways"
