"""How heavy pages are: on a phone in a workshop the first load must come over a bad line."""

from collections.abc import Callable

import pytest

from logbook.core.ids import new_id
from tests.e2e.atlas import Atlas
from tests.e2e.conftest import Open
from tests.e2e.window import PHONE, WIDE
from tests.e2e.wire import Wire
from tests.factories import WELDING

REPORT = 8_000  # bytes, with headers
# The form's text carries 19 questions, six writing frames and the name of every imperfection; the outbox comes when the
# page stands, or at the first tap.
FORM = f"/entries/{new_id()}?sheet={WELDING}"
PAGES = {"Vandaag": ("/today", 40_000, 8, 4_000), "entry form": (FORM, 40_000, 8, 6_500)}
ALONG = 200_000  # bytes, once: the app, and the pages that it shows without a connection
BUSY = "globalThis.requestIdleCallback = () => 0"
Record = Callable[[str, object], None]


@pytest.mark.parametrize("name", PAGES)
def test_the_first_load_is_light_and_the_next_one_only_the_page(
    enter: Open, record_property: Record, name: str
) -> None:
    path, most_first, most_requests, most_next = PAGES[name]
    window = enter("learner1", PHONE)
    window.page.add_init_script(BUSY)  # what comes when the page has nothing better to do is another figure
    wire = Wire(window.page)
    requests, first = wire.load(window.base + path)
    _requests, again = wire.load(window.base + path)
    record_property(f"{name}, first load", f"{first} bytes in {requests} requests (at most {most_first})")
    record_property(f"{name}, next load", f"{again} bytes (at most {most_next})")
    assert first <= most_first and requests <= most_requests
    assert again <= most_next


def test_what_the_phone_takes_along_is_light_too(enter: Open, record_property: Record) -> None:
    window = enter("learner1", PHONE, service_workers="allow")
    wire = Wire(window.page)
    requests, taken = wire.load(window.base + "/today")
    record_property("Vandaag with all that is taken along", f"{taken} bytes in {requests} requests (at most {ALONG})")
    assert taken <= ALONG


@pytest.mark.parametrize("endpoint", ["insight.class_view", "insight.three_party"])
def test_reports_are_light(enter: Open, atlas: Atlas, record_property: Record, endpoint: str) -> None:
    window = enter("teacher1", WIDE)
    wire, path = Wire(window.page), atlas.addresses("teacher1", endpoint)[0]
    wire.load(window.base + path)
    _requests, again = wire.load(window.base + path)
    record_property(endpoint, f"{again} bytes (at most {REPORT})")
    assert again <= REPORT
