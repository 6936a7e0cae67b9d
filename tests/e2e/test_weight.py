"""How heavy pages are: on a phone in a workshop the first load must come over a bad line."""

from collections.abc import Callable

import pytest

from logbook.core.ids import new_id
from tests.e2e.atlas import Atlas
from tests.e2e.conftest import Open
from tests.e2e.window import PHONE, WIDE
from tests.e2e.wire import Wire
from tests.factories import WELDING

FIRST, REPORT = 40_000, 8_000  # bytes, with headers
REQUESTS = 8
# The form carries 19 questions, six writing frames and the name of every imperfection: its text alone is 1.5 kB packed.
PAGES = {"/today": 4_000, f"/entries/{new_id()}?sheet={WELDING}": 6_500}
Record = Callable[[str, object], None]


@pytest.mark.parametrize(("path", "most"), PAGES.items(), ids=["Vandaag", "entry form"])
def test_the_first_load_is_light_and_the_next_one_only_the_page(
    enter: Open, record_property: Record, request: pytest.FixtureRequest, path: str, most: int
) -> None:
    window = enter("learner1", PHONE)
    wire, name = Wire(window.page), request.node.callspec.id
    requests, first = wire.load(window.base + path)
    _requests, again = wire.load(window.base + path)
    record_property(f"{name}, first load", f"{first} bytes in {requests} requests (at most {FIRST} in {REQUESTS})")
    record_property(f"{name}, next load", f"{again} bytes (at most {most})")
    assert first <= FIRST and requests <= REQUESTS
    assert again <= most


@pytest.mark.parametrize("endpoint", ["insight.class_view", "insight.three_party"])
def test_reports_are_light(enter: Open, atlas: Atlas, record_property: Record, endpoint: str) -> None:
    window = enter("teacher1", WIDE)
    wire, path = Wire(window.page), atlas.addresses("teacher1", endpoint)[0]
    wire.load(window.base + path)
    _requests, again = wire.load(window.base + path)
    record_property(endpoint, f"{again} bytes (at most {REPORT})")
    assert again <= REPORT
